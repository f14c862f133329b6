package org.yunhe.lakehouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig.Connect;
import org.yunhe.lakehouse.config.YunheConfig.Encryption;
import org.yunhe.lakehouse.config.YunheConfig.FhirPush;
import org.yunhe.lakehouse.config.YunheConfig.Flink;
import org.yunhe.lakehouse.config.YunheConfig.Governance;
import org.yunhe.lakehouse.config.YunheConfig.Jvm;
import org.yunhe.lakehouse.config.YunheConfig.Kafka;
import org.yunhe.lakehouse.config.YunheConfig.Lake;
import org.yunhe.lakehouse.config.YunheConfig.Memory;
import org.yunhe.lakehouse.config.YunheConfig.Ports;
import org.yunhe.lakehouse.config.YunheConfig.Region;
import org.yunhe.lakehouse.config.YunheConfig.Spark;
import org.yunhe.lakehouse.config.YunheConfig.Superset;
import org.yunhe.lakehouse.config.YunheConfig.Trino;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.yaml.YamlNode;

/** Reads the configuration file; every key is optional, an unknown one is an error. */
final class ConfigReader {
  private static final String EMPTY = "{}";
  private static final int LARGEST_BODY_MIB = 18;

  private final Path root;
  private final YamlNode top;

  private ConfigReader(Path root, YamlNode top) {
    this.root = root;
    this.top = top;
  }

  static YunheConfig load() {
    Path root = Path.of(System.getProperty("yunhe.root", "")).toAbsolutePath().normalize();
    String configured = System.getProperty("yunhe.config", System.getenv("YUNHE_CONFIG"));
    Path file = configured == null ? root.resolve("yunhe.yaml") : Path.of(configured);
    if (configured != null && !Files.isReadable(file)) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG, file + " cannot be read", "correct YUNHE_CONFIG or --config");
    }
    return parse(root, file, Files.exists(file) ? text(file) : EMPTY);
  }

  static YunheConfig parse(Path root, Path file, String text) {
    String content = text.lines().allMatch(l -> l.isBlank() || l.startsWith("#")) ? EMPTY : text;
    return new ConfigReader(root, YamlNode.parse(file.toString(), content, ErrorCode.BAD_CONFIG))
        .read();
  }

  private YunheConfig read() {
    known(
        top,
        Set.of(
            "home",
            "host",
            "language",
            "ports",
            "memory",
            "jvm",
            "lake",
            "kafka",
            "connect",
            "flink",
            "spark",
            "trino",
            "superset",
            "governance",
            "encryption",
            "fhir-push",
            "region"));
    Path home = root.resolve(top.text("home", ".yunhe")).normalize();
    String host = top.text("host", "127.0.0.1");
    Ports ports = ports(section("ports"));
    return new YunheConfig(
        root,
        home,
        host,
        language(),
        ports,
        memory(section("memory")),
        jvm(section("jvm")),
        lake(section("lake"), home, host, ports),
        new Kafka(one("kafka", "bootstrap", host + ":" + ports.kafka())),
        new Connect(one("connect", "url", "http://" + host + ":" + ports.connect())),
        flink(section("flink"), home, host, ports),
        spark(section("spark")),
        trino(section("trino"), home, host, ports),
        new Superset(one("superset", "url", "http://" + host + ":" + ports.superset())),
        governance(section("governance"), host, ports),
        encryption(section("encryption"), home),
        fhirPush(section("fhir-push"), host, ports),
        region(section("region")));
  }

  private String language() {
    String language = top.text("language", "zh");
    if (!Set.of("zh", "en").contains(language)) {
      throw top.get("language").error("'" + language + "' is not known", "use zh or en");
    }
    return language;
  }

  private static Ports ports(YamlNode node) {
    known(
        node,
        Set.of(
            "postgres",
            "kafka",
            "kafka-controller",
            "connect",
            "flink",
            "trino",
            "superset",
            "governance",
            "mariadb",
            "fhir-push",
            "fhir-server",
            "pacs"));
    return new Ports(
        port(node, "postgres", 15432),
        port(node, "kafka", 19092),
        port(node, "kafka-controller", 19093),
        port(node, "connect", 18083),
        port(node, "flink", 18081),
        port(node, "trino", 18080),
        port(node, "superset", 18088),
        port(node, "governance", 18082),
        port(node, "mariadb", 13306),
        port(node, "fhir-push", 18443),
        port(node, "fhir-server", 18090),
        port(node, "pacs", 18091));
  }

  private static int port(YamlNode node, String key, int fallback) {
    int port = node.integer(key, fallback);
    if (port < 1 || port > 65535) {
      throw node.get(key).error(port + " is no port", "use 1 to 65535");
    }
    return port;
  }

  private static Memory memory(YamlNode node) {
    known(
        node,
        Set.of(
            "postgres",
            "kafka",
            "connect",
            "flink",
            "trino",
            "spark",
            "simulator",
            "governance",
            "mariadb",
            "fhir-push"));
    return new Memory(
        node.integer("postgres", 256),
        node.integer("kafka", 512),
        node.integer("connect", 1024),
        node.integer("flink", 1024),
        node.integer("trino", 2048),
        node.integer("spark", 2560),
        node.integer("simulator", 512),
        node.integer("governance", 256),
        node.integer("mariadb", 128),
        node.integer("fhir-push", 1024));
  }

  private static Jvm jvm(YamlNode node) {
    known(node, Set.of("servers", "engines"));
    return new Jvm(words(node.text("servers", "")), words(node.text("engines", "")));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private Lake lake(YamlNode node, Path home, String host, Ports ports) {
    known(node, Set.of("catalog", "jdbc-url", "jdbc-user", "password-file", "warehouse"));
    return new Lake(
        node.text("catalog", "lake"),
        node.text(
            "jdbc-url", "jdbc:postgresql://" + host + ":" + ports.postgres() + "/lake_catalog"),
        node.text("jdbc-user", "lake"),
        root.resolve(node.text("password-file", home.resolve("secrets/lake.password").toString())),
        node.text("warehouse", "file:" + home.resolve("warehouse")));
  }

  private static Flink flink(YamlNode node, Path home, String host, Ports ports) {
    known(
        node,
        Set.of("url", "checkpoint-interval", "checkpoints", "parallelism", "reference-grace"));
    return new Flink(
        node.text("url", "http://" + host + ":" + ports.flink()),
        duration(node, "checkpoint-interval", "2s"),
        node.text("checkpoints", "file:" + home.resolve("checkpoints")),
        node.integer("parallelism", 1),
        duration(node, "reference-grace", "60s"));
  }

  private static Spark spark(YamlNode node) {
    known(node, Set.of("master", "core-interval"));
    Duration interval = duration(node, "core-interval", "20s");
    if (interval.compareTo(Duration.ZERO) < 0 || interval.toHours() > 24) {
      throw node.get("core-interval")
          .error("'" + interval + "' is out of range", "use 0s for none, or up to 24h");
    }
    return new Spark(node.text("master", "local[*]"), interval);
  }

  private Trino trino(YamlNode node, Path home, String host, Ports ports) {
    known(node, Set.of("url", "certificate", "accounts-file"));
    return new Trino(
        node.text("url", "https://" + host + ":" + ports.trino()),
        root.resolve(node.text("certificate", home.resolve("secrets/trino.crt").toString())),
        root.resolve(
            node.text("accounts-file", home.resolve("secrets/accounts.properties").toString())));
  }

  private Governance governance(YamlNode node, String host, Ports ports) {
    known(node, Set.of("url", "policies"));
    return new Governance(
        node.text("url", "http://" + host + ":" + ports.governance()),
        root.resolve(node.text("policies", "policies.yaml")));
  }

  private Encryption encryption(YamlNode node, Path home) {
    known(node, Set.of("enabled", "key-service", "master-keys", "keyring"));
    return new Encryption(
        node.flag("enabled", false),
        node.text("key-service", "file"),
        root.resolve(node.text("master-keys", home.resolve("secrets/master.keys").toString())),
        root.resolve(node.text("keyring", home.resolve("secrets/data.keys").toString())));
  }

  private static FhirPush fhirPush(YamlNode node, String host, Ports ports) {
    known(node, Set.of("url", "body-mib", "entries", "rate"));
    int body = node.integer("body-mib", 16);
    if (body < 1 || body > LARGEST_BODY_MIB) {
      throw node.get("body-mib")
          .error(body + " is out of range", "use 1 to " + LARGEST_BODY_MIB + ", what Kafka takes");
    }
    return new FhirPush(
        node.text("url", "https://" + host + ":" + ports.fhirPush() + "/fhir"),
        body,
        node.integer("entries", 10_000),
        node.integer("rate", 1000));
  }

  private static Region region(YamlNode node) {
    known(node, Set.of("residents", "seed", "years", "fault-rate", "rate"));
    return new Region(
        node.integer("residents", 1000),
        node.integer("seed", 20260101),
        node.integer("years", 3),
        number(node, "fault-rate", 0.005),
        number(node, "rate", 5));
  }

  private YamlNode section(String name) {
    return top.find(name).orElseGet(() -> YamlNode.parse(name, EMPTY, ErrorCode.BAD_CONFIG));
  }

  private String one(String section, String key, String fallback) {
    YamlNode node = section(section);
    known(node, Set.of(key));
    return node.text(key, fallback);
  }

  private static void known(YamlNode node, Set<String> keys) {
    node.fields()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key)) {
                throw value.error(
                    "setting '" + key + "' is not known",
                    "use one of " + keys.stream().sorted().toList());
              }
            });
  }

  private static double number(YamlNode node, String key, double fallback) {
    String text = node.text(key, null);
    try {
      return text == null ? fallback : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw node.get(key).error("'" + text + "' is not a number", "write digits");
    }
  }

  private static Duration duration(YamlNode node, String key, String fallback) {
    String text = node.text(key, fallback);
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw node.get(key)
          .error("'" + text + "' is no duration", "write for instance 2s or 500ms as 0.5s");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG, file + " cannot be read: " + e.getMessage(), "mend the file", e);
    }
  }
}
