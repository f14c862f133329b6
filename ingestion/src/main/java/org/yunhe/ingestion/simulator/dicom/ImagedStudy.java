package org.yunhe.ingestion.simulator.dicom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.yunhe.ingestion.simulator.person.Dice;

/** What a device made of one examination: everything follows from the seed and the examination. */
final class ImagedStudy {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
  private static final Map<String, String> SOP_CLASSES =
      Map.of(
          "CT", "1.2.840.10008.5.1.4.1.1.2",
          "MR", "1.2.840.10008.5.1.4.1.1.4",
          "DX", "1.2.840.10008.5.1.4.1.1.1.1",
          "US", "1.2.840.10008.5.1.4.1.1.6.1",
          "SR", "1.2.840.10008.5.1.4.1.1.88.67");
  private static final Map<String, String> BODY_PARTS =
      Map.of(
          "胸",
          "CHEST",
          "头",
          "HEAD",
          "颅",
          "HEAD",
          "腹",
          "ABDOMEN",
          "脊",
          "SPINE",
          "心",
          "HEART",
          "骨",
          "EXTREMITY",
          "盆",
          "PELVIS",
          "乳",
          "BREAST");

  private final long seed;
  private final Examination examination;
  private final Device device;
  private final List<SeriesPlan> series;

  ImagedStudy(long seed, Examination examination) {
    this.seed = seed;
    this.examination = examination;
    Dice dice = new Dice(seed, examination.accession().hashCode());
    String modality = examination.kind().equals("DR") ? "DX" : examination.kind();
    this.device = dice.pick(Device.of(modality));
    this.series = SeriesPlan.of(device, dice);
  }

  /** Returns the Study Instance UID of an examination. */
  static String uid(long seed, Examination examination) {
    return uid(seed + ":" + examination.accession());
  }

  private static String uid(String name) {
    UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
  }

  private String uid() {
    return uid(seed, examination);
  }

  private String seriesUid(int number) {
    return uid(seed + ":" + examination.accession() + ":" + number);
  }

  /** Returns the study as QIDO-RS gives it. */
  ObjectNode study() {
    int images = series.stream().mapToInt(SeriesPlan::images).sum();
    Attributes study =
        common()
            .text("00081030", "LO", examination.display())
            .number("00201206", "IS", series.size())
            .number("00201208", "IS", images);
    series.stream()
        .map(SeriesPlan::modality)
        .distinct()
        .forEach(modality -> study.text("00080061", "CS", modality));
    return study.json();
  }

  /** Returns the series as QIDO-RS gives them. */
  List<ObjectNode> series() {
    return IntStream.range(0, series.size()).mapToObj(this::listed).toList();
  }

  private ObjectNode listed(int number) {
    SeriesPlan plan = series.get(number);
    return described(number).number("00201209", "IS", plan.images()).json();
  }

  /** Returns the metadata of the instances of a series; none where there is no such series. */
  List<ObjectNode> instances(String uid) {
    List<ObjectNode> instances = new ArrayList<>();
    for (int number = 0; number < series.size(); number++) {
      if (seriesUid(number).equals(uid)) {
        for (int image = 1; image <= series.get(number).images(); image++) {
          instances.add(instance(number, image));
        }
      }
    }
    return instances;
  }

  private ObjectNode instance(int number, int image) {
    SeriesPlan plan = series.get(number);
    return described(number)
        .all(device.attributes())
        .all(plan.acquisition())
        .text("00080016", "UI", SOP_CLASSES.get(plan.modality()))
        .text(
            "00080018",
            "UI",
            uid(seed + ":" + examination.accession() + ":" + number + ":" + image))
        .text("00080080", "LO", "云河市第一人民医院")
        .number("00200013", "IS", image)
        .json();
  }

  private Attributes described(int number) {
    SeriesPlan plan = series.get(number);
    LocalDateTime at = examination.performed().plusMinutes(number);
    return common()
        .text("00080021", "DA", at.format(DATE))
        .text("00080031", "TM", at.format(TIME))
        .text("00080060", "CS", plan.modality())
        .text("0008103E", "LO", plan.description())
        .text("00180015", "CS", plan.modality().equals("SR") ? null : bodyPart())
        .text("00181030", "LO", plan.modality().equals("SR") ? null : examination.display())
        .text("0020000E", "UI", seriesUid(number))
        .number("00200011", "IS", number + 1L);
  }

  private Attributes common() {
    LocalDateTime at = examination.performed();
    return new Attributes()
        .text("00080020", "DA", at.format(DATE))
        .text("00080030", "TM", at.format(TIME))
        .text("00080050", "SH", examination.accession())
        .text("00080201", "SH", device.modality().equals("US") ? null : "+0800")
        .name("00100010", examination.name())
        .text("00100020", "LO", examination.patient())
        .text(
            "00100030", "DA", examination.birth() == null ? null : examination.birth().format(DATE))
        .text("00100040", "CS", sex())
        .text("0020000D", "UI", uid());
  }

  private String sex() {
    return "1".equals(examination.sex()) ? "M" : "2".equals(examination.sex()) ? "F" : "O";
  }

  private String bodyPart() {
    String display = examination.display() == null ? "" : examination.display();
    return BODY_PARTS.entrySet().stream()
        .filter(part -> display.contains(part.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst()
        .orElse(null);
  }
}
