package org.yunhe.models.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;

/** Attributes of an imaging archive become studies and series that lead to the hospital's order. */
class ImagingMappingTest {
  private static final RowMapper MAPPER =
      RowMapper.load(
          SourceCatalog.load().sources(),
          MappingCatalog.load(),
          ContractCatalog.load(),
          CodeCatalog.load());

  @Test
  void aStudyLeadsToTheOrderThatHasItsAccessionNumber() {
    Map<String, Object> study =
        mapped(
            "study",
            "StudyInstanceUID",
            "1.2.3",
            "PatientID",
            "B1",
            "AccessionNumber",
            "JC0000000001",
            "StudyDate",
            "20260210",
            "StudyTime",
            "094000.250",
            "ModalitiesInStudy",
            "SR\\CT",
            "NumberOfStudyRelatedSeries",
            "4",
            "NumberOfStudyRelatedInstances",
            "212");
    Map<String, Object> order =
        row("his_city", "jc_bgd", "jcxh", "JC0000000001", "brid", "B1", "bgzt", "3").values();

    assertThat(study)
        .containsEntry("imaging_study_id", "pacs_city:1.2.3")
        .containsEntry("patient_id", "his_city:B1")
        .containsEntry("order_id", order.get("imaging_study_id"))
        .containsEntry("examination_id", order.get("examination_id"))
        .containsEntry("order_ref", order.get("order_key"))
        .containsEntry("modality", "CT")
        .containsEntry("series_count", 4)
        .containsEntry("instance_count", 212)
        .containsEntry("performed_at", Instant.parse("2026-02-10T01:40:00Z"));
  }

  @Test
  void aStudyWithoutAccessionNumberIsAnExaminationOfItsOwn() {
    Map<String, Object> study = mapped("study", "StudyInstanceUID", "1.2.4", "PatientID", "B1");

    assertThat(study)
        .containsEntry("examination_id", "pacs_city:1.2.4")
        .containsEntry("order_id", null)
        .containsEntry("order_ref", null)
        .containsEntry("performed_at", null)
        .containsEntry("modality", null);
  }

  @Test
  void theOffsetOfTheDeviceGoesBeforeTheClockOfTheSource() {
    Map<String, Object> study =
        mapped(
            "study",
            "StudyInstanceUID",
            "1.2.5",
            "PatientID",
            "B1",
            "StudyDate",
            "2004.01.19",
            "StudyTime",
            "0727",
            "TimezoneOffsetFromUTC",
            "-0500");

    assertThat(study).containsEntry("performed_at", Instant.parse("2004-01-19T12:27:00Z"));
  }

  @Test
  void aStudyWithoutPatientIsSetAside() {
    MappedRow row = row("pacs_city", "study", "StudyInstanceUID", "1.2.6");

    assertThat(row.entersCore()).isFalse();
    assertThat(row.faults()).extracting(MappedRow.Fault::column).containsExactly("patient_id");
  }

  @Test
  void aSeriesHasItsDeviceAndDose() {
    Map<String, Object> series =
        mapped(
            "series",
            "StudyInstanceUID",
            "1.2.3",
            "SeriesInstanceUID",
            "1.2.3.2",
            "PatientID",
            "B1",
            "Modality",
            "CT",
            "SeriesDate",
            "20260210",
            "SeriesTime",
            "094212",
            "NumberOfSeriesRelatedInstances",
            "140",
            "ManufacturerModelName",
            "Canal CT 64",
            "KVP",
            "120",
            "CTDIvol",
            "11.8",
            "CommentsOnRadiationDose",
            "DLP = 512.5 mGy.cm");

    assertThat(series)
        .containsEntry("imaging_series_id", "pacs_city:1.2.3.2")
        .containsEntry("imaging_study_id", "pacs_city:1.2.3")
        .containsEntry("modality", "CT")
        .containsEntry("instance_count", 140)
        .containsEntry("device_model", "Canal CT 64")
        .containsEntry("tube_voltage", 120.0)
        .containsEntry("ctdi_vol", 11.8)
        .containsEntry("dlp", 512.5)
        .containsEntry("started_at", Instant.parse("2026-02-10T01:42:12Z"));
  }

  @Test
  void aDoseReportTellsTheDoseOfItsExamination() {
    String content =
        "[{\"0040A040\":{\"vr\":\"CS\",\"Value\":[\"CONTAINER\"]},\"0040A730\":{\"vr\":\"SQ\",\"Value\":["
            + item("113813", "CT Dose Length Product Total", "mGy.cm", "623.47")
            + "]}},"
            + item("113830", "Mean CTDIvol", "mGy", "15.2")
            + "]";

    Map<String, Object> series =
        mapped(
            "series",
            "StudyInstanceUID",
            "1.2.3",
            "SeriesInstanceUID",
            "1.2.3.9",
            "PatientID",
            "B1",
            "Modality",
            "SR",
            "ContentSequence",
            content);

    assertThat(series).containsEntry("dlp", 623.47).containsEntry("ctdi_vol", 15.2);
  }

  private static String item(String code, String meaning, String unit, String value) {
    return ("{'0040A043':{'vr':'SQ','Value':[{'00080100':{'vr':'SH','Value':['%s']},"
            + "'00080104':{'vr':'LO','Value':['%s']}}]},'0040A300':{'vr':'SQ','Value':[{"
            + "'004008EA':{'vr':'SQ','Value':[{'00080100':{'vr':'SH','Value':['%s']}}]},"
            + "'0040A30A':{'vr':'DS','Value':[%s]}}]}}")
        .formatted(code, meaning, unit, value)
        .replace('\'', '"');
  }

  /** Maps a row of the archive's level, given as column, value, column, value. */
  private static Map<String, Object> mapped(String level, String... row) {
    MappedRow mapped = row("pacs_city", level, row);
    assertThat(mapped.faults()).isEmpty();
    return mapped.values();
  }

  private static MappedRow row(String source, String table, String... row) {
    Map<String, String> columns = new HashMap<>();
    for (int i = 0; i < row.length; i += 2) {
      columns.put(row[i], row[i + 1]);
    }
    List<MappedRow> rows =
        MAPPER.map(new SourceRow(source, table, "{}", "1", Instant.EPOCH, null, columns));
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }
}
