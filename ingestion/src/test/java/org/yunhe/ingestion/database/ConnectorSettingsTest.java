package org.yunhe.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every setting of the databases' connector files, shipped or given as an example, is one that the
 * connector knows, with a value that it takes.
 */
class ConnectorSettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Settings of Connect itself, and those that a connector hands on. */
  private static final Pattern HANDED_ON =
      Pattern.compile(
          "connector[.]class|tasks[.]max|transforms.*|(key|value)[.]converter.*|errors[.].*"
              + "|topic[.]creation[.].*|producer[.]override[.].*|schema[.]history[.]internal[.].*"
              + "|signal[.]kafka[.].*|driver[.].*");

  private static final Path ROOT = Path.of(System.getProperty("yunhe.root"));

  private static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of("ingestion/src/main/resources/connectors", "docs/examples/connectors")) {
      try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
        found.filter(file -> file.toString().endsWith(".json")).forEach(files::add);
      }
    }
    return files.stream();
  }

  @TestFactory
  Stream<DynamicTest> everySettingIsKnownAndTaken() throws IOException {
    return files()
        .filter(file -> text(file).contains("io.debezium."))
        .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> check(file)));
  }

  @Test
  void anUnknownSettingAndAWrongValueAreFound() throws Exception {
    Map<String, String> settings =
        settings(ROOT.resolve("docs/examples/connectors/his_oracle.json"));
    settings.put("log.mining.stratgy", "online_catalog");
    settings.put("decimal.handling.mode", "exact");

    assertThat(faults(settings))
        .anyMatch(fault -> fault.startsWith("log.mining.stratgy"))
        .anyMatch(fault -> fault.startsWith("decimal.handling.mode"));
  }

  private static void check(Path file) throws Exception {
    assertThat(faults(settings(file))).isEmpty();
  }

  private static List<String> faults(Map<String, String> settings) throws Exception {
    Field.Set known = known(settings.get("connector.class"));
    Set<String> names = names(settings.get("connector.class"));
    known.forEach(field -> names.add(field.name()));
    List<String> faults = new ArrayList<>();
    for (String name : settings.keySet()) {
      if (!names.contains(name) && !HANDED_ON.matcher(name).matches()) {
        faults.add(name + " is not known");
      }
    }
    for (ConfigValue value : Configuration.from(settings).validate(known).values()) {
      value.errorMessages().forEach(message -> faults.add(value.name() + ": " + message));
    }
    return faults;
  }

  /** All fields that a connector's own class of settings declares. */
  private static Field.Set known(String connector) throws ReflectiveOperationException {
    java.lang.reflect.Field all =
        Class.forName(connector + "Config").getDeclaredField("ALL_FIELDS");
    all.setAccessible(true);
    return (Field.Set) all.get(null);
  }

  /** Names of the fields that the class and those it extends declare one by one. */
  private static Set<String> names(String connector) throws ReflectiveOperationException {
    Set<String> names = new HashSet<>();
    for (Class<?> type = Class.forName(connector + "Config");
        type != null;
        type = type.getSuperclass()) {
      for (java.lang.reflect.Field constant : type.getDeclaredFields()) {
        if (constant.getType() == Field.class && Modifier.isStatic(constant.getModifiers())) {
          constant.setAccessible(true);
          names.add(((Field) constant.get(null)).name());
        }
      }
    }
    return names;
  }

  private static Map<String, String> settings(Path file) throws IOException {
    JsonNode root = JSON.readTree(file.toFile());
    assertThat(file.getFileName()).hasToString(root.path("name").asText() + ".json");
    Map<String, String> settings = new HashMap<>();
    root.path("config")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    // A secret is a text of the right kind when Connect has put it in.
    settings.replaceAll((name, value) -> value.startsWith("${") ? "1" : value);
    return settings;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
