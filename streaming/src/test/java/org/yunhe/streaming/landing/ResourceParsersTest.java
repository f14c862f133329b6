package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.crypto.ValueSealer;

/** FHIR resources and DICOM metadata as rows of their logs. */
class ResourceParsersTest {
  private static final TimestampData NOW = TimestampData.fromEpochMillis(1_700_000_000_123L);
  private static final OrgCodes ORG_CODES =
      new OrgCodes(Map.of("fhir_wch", new OrgCode("990100H003", null)));
  private static final String PATIENT = "fhir.fhir_wch.Patient";
  private static final String SOURCE =
      "{\"connector\":\"fhir\",\"name\":\"fhir_wch\",\"road\":\"push\",\"ts_ms\":1700000000001,"
          + "\"version\":\"7\"}";
  private static final String RESOURCE =
      "{ \"resourceType\" : \"Patient\","
          + " \"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\"}],\"id\":\"p-1\",\"name\":[{\"text\":\"张三\"}],\"x\":1.50"
          + " }";
  private static final String STUDY = "{\"study\":\"1.2.3\"}";

  private final FhirParser fhir = new FhirParser(ORG_CODES, null);
  private final DicomParser dicom = new DicomParser(ORG_CODES, null);

  @Test
  void readsAResourceAsItCame() throws Exception {
    RowData row = fhir(PATIENT, "{\"id\":\"p-1\"}", envelope("u", SOURCE, RESOURCE));

    assertThat(row.getString(0)).hasToString("fhir_wch");
    assertThat(row.getString(1)).hasToString("Patient");
    assertThat(row.getString(2)).hasToString("u");
    assertThat(row.getTimestamp(3, 6).getMillisecond()).isEqualTo(1_700_000_000_001L);
    assertThat(row.getString(4)).hasToString("00000001700000000001/00000000000000000007");
    assertThat(row.getString(5)).hasToString("7");
    assertThat(row.getString(6)).hasToString("push");
    assertThat(row.getString(7)).hasToString("990100H003");
    assertThat(row.getString(8)).hasToString(PATIENT);
    assertThat(row.getInt(9)).isEqualTo(3);
    assertThat(row.getLong(10)).isEqualTo(42);
    assertThat(row.getTimestamp(11, 6)).isEqualTo(NOW);
    assertThat(row.getString(12)).hasToString("p-1");
    assertThat(row.getString(13)).hasToString("{\"id\":\"p-1\"}");
    assertThat(row.getString(14)).hasToString(RESOURCE);
  }

  @Test
  void theInstitutionThatWasAuthenticatedComesBeforeTheDeclaredOne() throws Exception {
    String pushed = SOURCE.replace("}", ",\"org_code\":\"990100H009\"}");

    assertThat(fhir(PATIENT, "{\"id\":\"p-1\"}", envelope("c", pushed, RESOURCE)).getString(7))
        .hasToString("990100H009");
  }

  @Test
  void aDeletedResourceHasNoContent() throws Exception {
    RowData row = fhir(PATIENT, "{\"id\":\"p-1\"}", envelope("d", SOURCE, "null"));

    assertThat(row.getString(2)).hasToString("d");
    assertThat(row.getString(12)).hasToString("p-1");
    assertThat(row.isNullAt(14)).isTrue();
  }

  @Test
  void ordersVersionsByTimeAndThenByVersion() throws Exception {
    assertThat(position("\"ts_ms\":99,\"version\":\"12\""))
        .isGreaterThan(position("\"ts_ms\":99,\"version\":\"9\""))
        .isGreaterThan(position("\"ts_ms\":99"))
        .isLessThan(position("\"ts_ms\":100,\"version\":\"1\""));
  }

  @Test
  void whatComesOutOfALogAgainKeepsItsPosition() throws Exception {
    String position = position("\"ts_ms\":99,\"version\":\"W/\\\"x\\\"\"");
    String again =
        envelope(
            "u",
            "{\"connector\":\"replay\",\"ts_ms\":99,\"position\":\"%s\"}"
                .formatted(position.replace("\"", "\\\"")),
            RESOURCE);

    assertThat(position).endsWith("/W/\"x\"");
    assertThat(fhir(PATIENT, "{\"id\":\"p-1\"}", again).getString(4)).hasToString(position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"after\":                    | LANDING_NOT_JSON",
        "{\"id\":        | {\"op\":\"u\",\"source\":$,\"after\":{}}      | LANDING_NOT_JSON",
        "{\"id\":\"p-1\"} | {\"source\":$,\"after\":{}}                 | LANDING_NO_OPERATION",
        "{\"id\":\"p-1\"} | {\"op\":\"t\",\"source\":$}                 | LANDING_NO_OPERATION",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"after\":{}}                 | LANDING_NO_POSITION",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"source\":{\"ts_ms\":\"now\"},\"after\":{}} |"
            + " LANDING_NO_POSITION",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"source\":$,\"after\":null}  | LANDING_NO_ROW_IMAGE",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"source\":$,\"after\":[]}    | LANDING_NO_ROW_IMAGE",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"source\":$,\"after\":{\"id\":\"p-1\"}} |"
            + " LANDING_RESOURCE_TYPE",
        "{\"id\":\"p-1\"} |"
            + " {\"op\":\"u\",\"source\":$,\"after\":{\"resourceType\":\"Person\",\"id\":\"p-1\"}}"
            + " | LANDING_RESOURCE_TYPE",
        "{\"id\":\"p-1\"} | {\"op\":\"u\",\"source\":$,\"after\":{\"resourceType\":\"Patient\"}} |"
            + " LANDING_RESOURCE_ID",
        "{\"id\":\"p-1\"} |"
            + " {\"op\":\"u\",\"source\":$,\"after\":{\"resourceType\":\"Patient\",\"id\":\"p-2\"}}"
            + " | LANDING_RESOURCE_ID",
        "{}              | {\"op\":\"d\",\"source\":$}                  | LANDING_NO_KEY"
      })
  void saysWhatAResourceLacks(String key, String value, Unusable code) {
    assertThat(faultOf(() -> fhir(PATIENT, key, value.replace("$", SOURCE)))).isEqualTo(code);
  }

  @Test
  void aResourceWithoutAKeyIsSetAside() {
    assertThat(faultOf(() -> fhir(PATIENT, null, envelope("u", SOURCE, RESOURCE))))
        .isEqualTo(Unusable.LANDING_NO_KEY);
  }

  @Test
  void ofAMemberThatComesTwiceTheFirstIsJudgedAndKept() throws Exception {
    String twice =
        envelope("u", SOURCE, RESOURCE)
            .replaceFirst("}$", ",\"after\":{\"resourceType\":\"Patient\",\"id\":\"other\"}}");

    assertThat(fhir(PATIENT, "{\"id\":\"p-1\"}", twice).getString(14)).hasToString(RESOURCE);
  }

  @Test
  void readsTheLevelsOfAnArchive() throws Exception {
    String source = "{\"connector\":\"dicom\",\"ts_ms\":5,\"road\":\"dicomweb\"}";
    String metadata = "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]}}";
    String key = "{\"study\":\"1.2.3\",\"series\":\"1.2.3.4\"}";

    RowData row = dicom("dicom.pacs_city.series", key, envelope("r", source, metadata));

    assertThat(row.getString(0)).hasToString("pacs_city");
    assertThat(row.getString(1)).hasToString("series");
    assertThat(row.getString(4)).hasToString("00000000000000000005/00000000000000000000");
    assertThat(row.isNullAt(5)).isTrue();
    assertThat(row.getString(10)).hasToString("1.2.3");
    assertThat(row.getString(11)).hasToString(key);
    assertThat(row.getString(12)).hasToString(metadata);
    assertThat(dicom("dicom.pacs_city.study", STUDY, envelope("d", source, "null")).isNullAt(12))
        .isTrue();
    String whole = envelope("u", source, metadata);
    assertThat(faultOf(() -> dicom("dicom.pacs_city.series", STUDY, whole)))
        .isEqualTo(Unusable.LANDING_NO_KEY);
    assertThat(faultOf(() -> dicom("dicom.pacs_city.frame", STUDY, whole)))
        .isEqualTo(Unusable.LANDING_TOPIC_NAME);
    assertThat(faultOf(() -> dicom("dicom.pacs_city.study", STUDY, envelope("u", source, "null"))))
        .isEqualTo(Unusable.LANDING_NO_ROW_IMAGE);
  }

  @Test
  void encryptsContentWhereThatIsOn(@TempDir Path folder) throws Exception {
    KeyAccess access =
        new KeyAccess(
            "file",
            folder.resolve("master.keys").toString(),
            folder.resolve("data.keys").toString());
    new Keys(access).provision();
    ValueSealer sealer = new ValueSealer(access);
    RowData resource =
        new FhirParser(ORG_CODES, sealer)
            .parse(record(PATIENT, "{\"id\":\"p-1\"}", envelope("c", SOURCE, RESOURCE)), NOW);
    RowData metadata =
        new DicomParser(ORG_CODES, sealer)
            .parse(record("dicom.pacs_city.study", STUDY, envelope("c", SOURCE, "{\"a\":1}")), NOW);

    ValueOpener opener = new ValueOpener(access);
    assertThat(resource.getString(14).toString()).startsWith("yhe1:").doesNotContain("张");
    assertThat(opener.open(resource.getString(14).toString(), "raw.fhir.resource"))
        .isEqualTo(RESOURCE);
    assertThat(opener.open(metadata.getString(12).toString(), "raw.dicom.metadata"))
        .isEqualTo("{\"a\":1}");
    assertThat(resource.getString(12)).hasToString("p-1");
  }

  private String position(String fields) throws UnusableRecordException {
    String source = "{\"connector\":\"fhir\"," + fields + "}";
    return fhir(PATIENT, "{\"id\":\"p-1\"}", envelope("u", source, RESOURCE))
        .getString(4)
        .toString();
  }

  private interface Reading {
    RowData read() throws UnusableRecordException;
  }

  private static Unusable faultOf(Reading reading) {
    return catchThrowableOfType(UnusableRecordException.class, reading::read).code();
  }

  private RowData fhir(String topic, String key, String value) throws UnusableRecordException {
    return fhir.parse(record(topic, key, value), NOW);
  }

  private RowData dicom(String topic, String key, String value) throws UnusableRecordException {
    return dicom.parse(record(topic, key, value), NOW);
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    return new ConsumerRecord<>(topic, 3, 42, keyBytes, value.getBytes(UTF_8));
  }

  private static String envelope(String op, String source, String after) {
    return "{\"op\":\"%s\",\"ts_ms\":1,\"source\":%s,\"before\":null,\"after\":%s}"
        .formatted(op, source, after);
  }
}
