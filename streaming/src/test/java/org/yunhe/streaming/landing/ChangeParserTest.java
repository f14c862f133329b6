package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.lakehouse.crypto.ValueSealer;

class ChangeParserTest {
  private static final TimestampData NOW = TimestampData.fromEpochMillis(1_700_000_000_123L);
  private static final String TOPIC = "cdc.his_east.mz_ghxx";
  private static final String SOURCE =
      "{\"version\":\"3.6.1.Final\",\"connector\":\"postgresql\",\"name\":\"cdc\",\"ts_ms\":1700000000001,"
          + "\"snapshot\":\"false\",\"db\":\"his_east\",\"sequence\":\"[null,\\\"24\\\"]\",\"schema\":\"his\","
          + "\"table\":\"mz_ghxx\",\"txId\":7,\"lsn\":24023128,\"xmin\":null}";

  private static final OrgCodes ORG_CODES =
      new OrgCodes(
          Map.of(
              "his_east", new OrgCode("990121H001", null),
              "his_cloud", new OrgCode(null, "jgdm")));

  private final ChangeParser parser = new ChangeParser(ORG_CODES, null);

  @Test
  void readsAnInsert() throws Exception {
    RowData row = parse("{\"ghxh\":1}", envelope("null", "{\"ghxh\":1,\"xm\":\"张三\"}", "c"));

    assertThat(row.getString(0)).hasToString("his_east");
    assertThat(row.getString(1)).hasToString("mz_ghxx");
    assertThat(row.getString(2)).hasToString("c");
    assertThat(row.getTimestamp(3, 6).getMillisecond()).isEqualTo(1_700_000_000_001L);
    assertThat(row.getString(4)).hasToString("00000000000024023128");
    assertThat(row.getString(5)).hasToString("990121H001");
    assertThat(row.getString(6)).hasToString(TOPIC);
    assertThat(row.getInt(7)).isEqualTo(3);
    assertThat(row.getLong(8)).isEqualTo(42);
    assertThat(row.getTimestamp(9, 6)).isEqualTo(NOW);
    assertThat(row.getString(10)).hasToString("{\"ghxh\":1}");
    assertThat(row.isNullAt(11)).isTrue();
    assertThat(row.getString(12)).hasToString("{\"ghxh\":1,\"xm\":\"张三\"}");
  }

  @ParameterizedTest
  @CsvSource({"r,true", "c,true", "u,true", "d,false", "t,false"})
  void readsEveryOperation(String op, boolean hasAfter) throws Exception {
    RowData row = parse("{\"id\":1}", envelope("null", hasAfter ? "{\"id\":1}" : "null", op));

    assertThat(row.getString(2)).hasToString(op);
    assertThat(row.isNullAt(12)).isEqualTo(!hasAfter);
  }

  @Test
  void keepsBothRowImagesAsTheyAreWritten() throws Exception {
    String before =
        "{ \"id\" : 1, \"note\":\"\\u4e2d \\\"after\\\":{\\\\\" , \"x\":[1,{\"after\":2}] }";
    String after =
        "{\"id\":1,\"after\":{\"op\":\"d\"},\"emoji\":\"😀\",\"n\":-1.50e+3,\"b\":[true,false,null,[]]}";

    RowData row = parse("{\"id\":1}", envelope(before, after, "u"));

    assertThat(row.getString(11)).hasToString(before);
    assertThat(row.getString(12)).hasToString(after);
  }

  @Test
  void encryptsBothRowImagesWhereThatIsOn(@TempDir Path folder) throws Exception {
    KeyAccess access =
        new KeyAccess(
            "file",
            folder.resolve("master.keys").toString(),
            folder.resolve("data.keys").toString());
    new Keys(access).provision();
    ChangeParser sealing = new ChangeParser(ORG_CODES, new ValueSealer(access));
    String value =
        envelope("{\"id\":1,\"xm\":\"张\"}", "{\"id\":1,\"xm\":\"张三\",\"jgdm\":\"H9\"}", "u");

    RowData row =
        sealing.parse(
            new ConsumerRecord<>(
                "cdc.his_cloud.brxx", 3, 42, "{\"id\":1}".getBytes(UTF_8), value.getBytes(UTF_8)),
            NOW);

    String before = row.getString(11).toString();
    String after = row.getString(12).toString();
    assertThat(before + after)
        .doesNotContain("张")
        .matches("(yhe1:d[0-9a-f]{8}:[A-Za-z0-9+/=]+){2}");
    ValueOpener opener = new ValueOpener(access);
    assertThat(opener.open(before, "raw.change.before")).isEqualTo("{\"id\":1,\"xm\":\"张\"}");
    assertThat(opener.open(after, "raw.change.after"))
        .isEqualTo("{\"id\":1,\"xm\":\"张三\",\"jgdm\":\"H9\"}");
    assertThat(row.getString(5)).as("read before it is encrypted").hasToString("H9");
    assertThat(row.getString(10)).hasToString("{\"id\":1}");
  }

  @Test
  void readsMembersInAnyOrderAndWithSpace() throws Exception {
    String value =
        " {\n \"op\" : \"d\" ,\t\"after\": null , \"source\": "
            + SOURCE
            + ", \"before\" : {\"id\":9}}\r\n ";

    RowData row = parse("{\"id\":9}", value);

    assertThat(row.getString(2)).hasToString("d");
    assertThat(row.getString(11)).hasToString("{\"id\":9}");
  }

  @Test
  void readsHugeValues() throws Exception {
    String after = "{\"id\":1,\"text\":\"" + "病历\\n".repeat(1_000_000) + "\"}";

    RowData row = parse("{\"id\":1}", envelope("null", after, "r"));

    assertThat(row.getString(12).toString()).isEqualTo(after);
  }

  @Test
  void takesTheInstitutionFromTheRow() throws Exception {
    assertThat(
            read("cdc.his_cloud.jbxx", null, envelope("null", "{\"jgdm\":\"990121V001\"}", "c"))
                .getString(5))
        .hasToString("990121V001");
    assertThat(
            read("cdc.his_cloud.jbxx", null, envelope("{\"jgdm\":\"\\u0041\"}", "null", "d"))
                .getString(5))
        .hasToString("A");
    assertThat(
            read("cdc.his_cloud.jbxx", null, envelope("null", "{\"jgdm\":null}", "c")).isNullAt(5))
        .isTrue();
    assertThat(read("cdc.his_cloud.jbxx", null, envelope("null", "null", "d")).isNullAt(5))
        .isTrue();
  }

  @Test
  void landsASourceThatNobodyDeclared() throws Exception {
    RowData row = read("cdc.new.table.with.dots", null, envelope("null", "{}", "c"));

    assertThat(row.getString(0)).hasToString("new");
    assertThat(row.getString(1)).hasToString("table.with.dots");
    assertThat(row.isNullAt(5)).isTrue();
    assertThat(row.isNullAt(10)).isTrue();
  }

  @Test
  void ordersPositionsOfEveryConnectorAsItsLogDoes() throws Exception {
    assertThat(position("\"connector\":\"mysql\",\"file\":\"bin.000009\",\"pos\":99,\"row\":1"))
        .isEqualTo("bin.000009/00000000000000000099/00000000000000000001")
        .isLessThan(
            position("\"connector\":\"mysql\",\"file\":\"bin.000009\",\"pos\":100,\"row\":0"))
        .isLessThan(position("\"connector\":\"mysql\",\"file\":\"bin.000010\",\"pos\":4"));
    assertThat(
            position(
                "\"connector\":\"sqlserver\",\"commit_lsn\":\"00000027:00000758:0005\","
                    + "\"change_lsn\":\"00000027:00000758:0003\",\"event_serial_no\":2"))
        .isEqualTo("00000027:00000758:0005/00000027:00000758:0003/00000000000000000002");
    assertThat(position("\"connector\":\"oracle\",\"scn\":\"2122184\",\"ssn\":5"))
        .isEqualTo("00000000000002122184/00000000000000000005");
    assertThat(position("\"connector\":\"other\",\"ts_ms\":1700000000001"))
        .isEqualTo("00000001700000000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "hello",
        "{",
        "{\"op\":\"c\"",
        "{\"op\":\"c\"}}",
        "{\"op\":\"c\"} x",
        "{\"op\" \"c\"}",
        "{op:1}",
        "{\"op\":}",
        "{\"op\":01}",
        "{\"op\":1.}",
        "{\"op\":-}",
        "{\"op\":tru}",
        "{\"op\":\"\\x\"}",
        "{\"op\":\"\\u12g4\"}",
        "{\"op\":\"a\nb\"}",
        "{\"op\":[1,]}",
        "{\"op\":{\"a\":1,}}",
        "{\"op\":[1}}",
        "{\"op\":\"c\",}"
      })
  void refusesWhatIsNoJsonObject(String value) {
    assertThat(fault(null, value.getBytes(UTF_8))).isEqualTo(Unusable.LANDING_NOT_JSON);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] value = envelope("null", "{\"name\":\"x\"}", "c").getBytes(UTF_8);
    value[new String(value, UTF_8).indexOf("\"x\"") + 1] = (byte) 0xd5;

    assertThat(fault(null, value)).isEqualTo(Unusable.LANDING_NOT_JSON);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThat(fault(null, ("{\"op\":" + "[".repeat(100_000)).getBytes(UTF_8)))
        .isEqualTo(Unusable.LANDING_NOT_JSON);
  }

  @Test
  void saysWhatAnEnvelopeLacks() {
    assertThat(fault(null, "{}")).isEqualTo(Unusable.LANDING_NO_OPERATION);
    assertThat(fault(null, envelope("null", "{}", "x"))).isEqualTo(Unusable.LANDING_NO_OPERATION);
    assertThat(fault(null, envelope("null", "{}", "cc"))).isEqualTo(Unusable.LANDING_NO_OPERATION);
    assertThat(fault(null, "{\"op\":\"c\",\"after\":{}}")).isEqualTo(Unusable.LANDING_NO_POSITION);
    assertThat(fault(null, "{\"op\":\"c\",\"after\":{},\"source\":{\"connector\":\"postgresql\"}}"))
        .isEqualTo(Unusable.LANDING_NO_POSITION);
    assertThat(fault(null, envelope("null", "null", "c"))).isEqualTo(Unusable.LANDING_NO_ROW_IMAGE);
    assertThat(fault(null, envelope("7", "{}", "u"))).isEqualTo(Unusable.LANDING_NO_ROW_IMAGE);
    assertThat(fault("7".getBytes(UTF_8), envelope("null", "{}", "u").getBytes(UTF_8)))
        .isEqualTo(Unusable.LANDING_NOT_JSON);
  }

  @Test
  void refusesATopicOfAnotherName() {
    assertThatThrownBy(() -> read("cdc.alone", null, envelope("null", "{}", "c")))
        .isInstanceOf(UnusableRecordException.class)
        .hasMessageContaining("cdc.alone");
  }

  @Test
  void readsOnAfterABadRecord() throws Exception {
    assertThat(fault(null, "{\"op\":[[[")).isEqualTo(Unusable.LANDING_NOT_JSON);
    assertThat(parse("{\"id\":1}", envelope("null", "{\"id\":1}", "c")).getString(12))
        .hasToString("{\"id\":1}");
  }

  private String position(String fields) throws UnusableRecordException {
    return parse(null, "{\"op\":\"c\",\"after\":{},\"source\":{" + fields + "}}")
        .getString(4)
        .toString();
  }

  private Unusable fault(String key, String value) {
    return fault(key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private Unusable fault(byte[] key, byte[] value) {
    return catchThrowableOfType(
            UnusableRecordException.class,
            () -> parser.parse(new ConsumerRecord<>(TOPIC, 3, 42, key, value), NOW))
        .code();
  }

  private RowData parse(String key, String value) throws UnusableRecordException {
    return read(TOPIC, key, value);
  }

  private RowData read(String topic, String key, String value) throws UnusableRecordException {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    return parser.parse(new ConsumerRecord<>(topic, 3, 42, keyBytes, value.getBytes(UTF_8)), NOW);
  }

  private static String envelope(String before, String after, String op) {
    return "{\"before\":%s,\"after\":%s,\"source\":%s,\"transaction\":null,\"op\":\"%s\",\"ts_ms\":1}"
        .formatted(before, after, SOURCE, op);
  }
}
