package org.yunhe.models.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** Source rows become core rows by the shipped mappings, without an engine. */
class RowMapperTest {
  private static final RowMapper MAPPER =
      RowMapper.load(
          SourceCatalog.load().sources(),
          MappingCatalog.load(),
          ContractCatalog.load(),
          CodeCatalog.load());

  @Test
  void readsATableInItsTypesAndCodes() {
    MappedRow row =
        MAPPER
            .map(
                row(
                    "his_east",
                    "pat_master_index",
                    "patient_id",
                    "E1",
                    "name",
                    "王芳",
                    "sex",
                    "2",
                    "date_of_birth",
                    "1980-02-03Z",
                    "id_no",
                    " 110101198002030027x",
                    "create_time",
                    "2024-05-06T07:08:09.120000Z"))
            .getFirst();

    assertThat(row.faults()).isEmpty();
    assertThat(row.values())
        .containsEntry("patient_id", "his_east:E1")
        .containsEntry("sex", "2")
        .containsEntry("birth_date", LocalDate.of(1980, 2, 3))
        .containsEntry("id_number", "110101198002030027X")
        .containsEntry("org_code", "990121H001")
        .containsEntry("registered_at", Instant.parse("2024-05-05T23:08:09.12Z"))
        .containsEntry("death_date", null);
  }

  @Test
  void namesWhatDoesNotFit() {
    MappedRow row =
        MAPPER
            .map(
                row(
                    "his_east",
                    "bill_items",
                    "item_id",
                    "1",
                    "visit_no",
                    "V1",
                    "patient_id",
                    "E1",
                    "amount",
                    "NaN",
                    "costs",
                    "12.345"))
            .getFirst();

    assertThat(row.values()).containsEntry("amount", new BigDecimal("12.35"));
    assertThat(row.faults())
        .contains(new MappedRow.Fault("YQ-CAST", "quantity", "quantity: 'NaN' is not a double"));
    assertThat(row.faults()).extracting(MappedRow.Fault::code).contains("YQ-REQUIRED");
  }

  @Test
  void numbersTheRowsOfOneSourceRowAndFiltersTheEmptyOne() {
    List<MappedRow> measured =
        MAPPER.map(row("his_city", "zy_smtz", "tzxh", "7", "tw", "36.5", "ssy", "120"));
    List<MappedRow> nothing = MAPPER.map(row("his_city", "zy_smtz", "tzxh", "8"));

    assertThat(measured).extracting(MappedRow::sourceRow).containsExactly(1, 4);
    assertThat(measured)
        .extracting(row -> row.values().get("observation_id"))
        .containsExactly("his_city:zy_smtz:7:tw", "his_city:zy_smtz:7:ssy");
    assertThat(nothing).extracting(MappedRow::filter).containsExactly("no vital sign measured");
  }

  @Test
  void refusesAColumnThatTheSourceDoesNotDeclare() {
    SourceDefinition source = SourceCatalog.load().find("referral").orElseThrow();
    String file = "mappings/referral/organization.sql";
    String sql = ModelResources.read(file).replace("org_name AS org_name,", "nmae AS org_name,");

    assertThatThrownBy(
            () ->
                RowMapper.load(
                    List.of(source),
                    MappingCatalog.of(List.of(MappingCatalog.parse(file, sql))),
                    ContractCatalog.load(),
                    CodeCatalog.load()))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("has no column [nmae]");
  }

  private static SourceRow row(String source, String table, String... values) {
    Map<String, String> columns = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      columns.put(values[i], values[i + 1]);
    }
    return new SourceRow(source, table, "{}", "1", Instant.EPOCH, null, columns);
  }
}
