package org.yunhe.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.config.YunheConfig.Region;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * The feeds of the demo that are no databases: a hospital that pushes FHIR, one that is pulled, the
 * FHIR files of the real hospital, and the city hospital's imaging archive.
 */
final class DemoFeeds {
  /** Name that leaves them out of {@code up}. */
  static final String LEAVABLE = "feeds";

  private static final String PUSHED = "fhir_wch";
  private static final String PULLED = "fhir_tcm";
  private static final String FILES = "mimic_fhir";
  private static final String ARCHIVE = "pacs_city";
  private static final String REAL_FILES = "../shared/data/mimic-iv-demo-fhir";
  private static final Duration KEY_LIFE = Duration.ofDays(365);
  private static final Duration STALL = Duration.ofMinutes(5);
  private static final int POLL_MILLIS = 500;

  private final YunheConfig config;
  private final Path folder;

  DemoFeeds(YunheConfig config) {
    this.config = config;
    this.folder = config.home().resolve("feeds");
  }

  /** Returns whether the hospitals' resources are there. */
  boolean made() {
    return Files.isDirectory(folder.resolve(PULLED));
  }

  /** Makes what the hospitals hold and how their systems are reached, unless it is there. */
  String make(Consumer<String> note) {
    Region region = config.region();
    new OneShot(config, "fhir-hospitals")
        .run(
            "ingestion",
            config.memory().simulator(),
            "org.yunhe.ingestion.simulator.fhir.FhirRegion",
            List.of(
                "--out", folder.toString(),
                "--residents", String.valueOf(region.residents()),
                "--seed", String.valueOf(region.seed()),
                "--years", String.valueOf(region.years())),
            note);
    Path access = access(PULLED);
    if (!Files.exists(access)) {
      String server = "http://" + config.host() + ":" + config.ports().fhirServer() + "/fhir";
      Secrets.write(access, "url=%s%nuser=yunhe%npassword=%s%n".formatted(server, random()));
    }
    return "two hospitals that speak FHIR, one imaging archive";
  }

  /** Lets the real hospital's FHIR files be read, where this machine has them. */
  String offerFiles() {
    Optional<Path> files = realFiles();
    if (files.isEmpty()) {
      return "its files are not on this machine";
    }
    Secrets.write(
        access(FILES),
        "folder=%s%nreports=%s%n".formatted(files.get(), folder.resolve(FILES + "-reports")));
    return "FHIR files of the MIMIC-IV demo";
  }

  /** Returns the folder of the real hospital's FHIR files, where this machine has it. */
  Optional<Path> realFiles() {
    String configured = System.getenv("YUNHE_FHIR_DATA");
    Path files = config.root().resolve(configured == null ? REAL_FILES : configured).normalize();
    return Files.isDirectory(files) ? Optional.of(files) : Optional.empty();
  }

  /** Sends what the pushing hospital has not sent yet. */
  String push(Consumer<String> note) {
    List<String> lines = new ArrayList<>();
    new OneShot(config, "push-hospital")
        .run(
            "ingestion",
            config.memory().simulator(),
            "org.yunhe.ingestion.simulator.fhir.PushHospital",
            List.of(
                "--data", folder.resolve(PUSHED).toString(),
                "--key-file", key().toString(),
                "--state", folder.resolve(PUSHED + ".sent").toString()),
            line -> {
              lines.add(line);
              note.accept(line);
            });
    return lines.isEmpty() ? "everything is sent" : lines.getLast().toLowerCase(Locale.ROOT);
  }

  /** The pushing hospital's key; a new one where there is none or its end is near. */
  private Path key() {
    Path file = config.secret(PUSHED + ".key");
    SenderKeys keys = SenderKeys.of(config);
    boolean valid =
        Files.exists(file)
            && SenderKeys.find(keys.list(), Secrets.read(file))
                .filter(key -> key.at(Instant.now()) == SenderKey.State.VALID)
                .isPresent();
    if (!valid) {
      SourceDefinition source = SourceCatalog.load().find(PUSHED).orElseThrow();
      Secrets.write(
          file, keys.issue(PUSHED, source.orgCode(), Instant.now().plus(KEY_LIFE)).text());
    }
    return file;
  }

  /** Waits until all that the polled sources hold stands in Kafka. */
  void awaitCaptured(Consumer<String> note) throws InterruptedException {
    Map<String, Long> wanted = wanted();
    long before = -1;
    Instant moved = Instant.now();
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      while (true) {
        Map<String, Long> there = new LinkedHashMap<>();
        wanted.keySet().forEach(source -> there.put(source, records(kafka, source)));
        if (wanted.entrySet().stream().allMatch(e -> there.get(e.getKey()) >= e.getValue())) {
          return;
        }
        long sum = there.values().stream().mapToLong(Long::longValue).sum();
        if (sum != before) {
          before = sum;
          moved = Instant.now();
        } else if (Duration.between(moved, Instant.now()).compareTo(STALL) > 0) {
          throw new YunheException(
              ErrorCode.START_FAILED,
              "the feeds have not moved for %d minutes at %s of %s"
                  .formatted(STALL.toMinutes(), there, wanted),
              "see './yunhe status' and './yunhe logs connect'");
        }
        note.accept("waiting for " + there + " of " + wanted);
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** Records that each polled source must give at least: readable or in quarantine. */
  private Map<String, Long> wanted() {
    Map<String, Long> wanted = new LinkedHashMap<>();
    if (made()) {
      wanted.put(PULLED, lines(folder.resolve(PULLED)));
      wanted.put(
          ARCHIVE,
          Http.probe(archiveHealth())
              .map(studies -> studies.path(0).path("studies").asLong())
              .orElse(0L));
    }
    if (Files.exists(access(FILES))) {
      realFiles().ifPresent(files -> wanted.put(FILES, lines(files)));
    }
    return wanted;
  }

  private static long records(KafkaProbe kafka, String source) {
    return kafka
        .ends(
            topic ->
                topic.startsWith("fhir." + source + ".")
                    || topic.equals("dicom." + source + ".study")
                    || topic.startsWith("quarantine." + source + "."))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static long lines(Path files) {
    try (Stream<Path> all = Files.list(files)) {
      long lines = 0;
      for (Path file : all.filter(f -> f.toString().contains(".ndjson")).toList()) {
        lines += linesOf(file);
      }
      return lines;
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, files + " cannot be read: " + e.getMessage(), "see why", e);
    }
  }

  private static long linesOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).count();
    }
  }

  /** Returns the systems of the hospitals that are asked: an FHIR server, a DICOMweb archive. */
  List<JvmPart.Spec> parts(List<String> database) {
    List<String> archive = new ArrayList<>(database);
    archive.addAll(
        List.of(
            "--seed", String.valueOf(config.region().seed()),
            "--host", config.host(),
            "--port", String.valueOf(config.ports().pacs())));
    return List.of(
        new JvmPart.Spec(
                PULLED,
                "ingestion",
                "org.yunhe.ingestion.simulator.fhir.FhirServer",
                List.of(
                    "--host", config.host(),
                    "--port", String.valueOf(config.ports().fhirServer()),
                    "--data", folder.resolve(PULLED).toString(),
                    "--secrets", access(PULLED).toString()),
                config.memory().simulator(),
                Map.of("ports.fhir-server", config.ports().fhirServer()),
                "http://" + config.host() + ":" + config.ports().fhirServer() + "/fhir")
            .beside(),
        new JvmPart.Spec(
                ARCHIVE,
                "ingestion",
                "org.yunhe.ingestion.simulator.dicom.DicomWebServer",
                archive,
                config.memory().simulator() / 2,
                Map.of("ports.pacs", config.ports().pacs()),
                "http://" + config.host() + ":" + config.ports().pacs() + "/dicom-web")
            .beside());
  }

  /** Returns whether the system of that part answers. */
  boolean answers(String part) {
    return part.equals(ARCHIVE)
        ? Http.probe(archiveHealth()).isPresent()
        : Http.reachable(
            "http://" + config.host() + ":" + config.ports().fhirServer() + "/fhir/metadata");
  }

  /** Returns the names of those parts. */
  static List<String> names() {
    return List.of(PULLED, ARCHIVE);
  }

  private String archiveHealth() {
    return "http://" + config.host() + ":" + config.ports().pacs() + "/health";
  }

  private Path access(String source) {
    return config.secret(source + ".properties");
  }

  private static String random() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
