package org.yunhe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guards the house: models ← lakehouse ← siblings, which meet in topics and tables only. */
class BoundariesTest {
  private static final Map<String, String> SIBLINGS =
      Map.of(
          "ingestion", "org.yunhe.ingestion..",
          "streaming", "org.yunhe.streaming..",
          "governance", "org.yunhe.governance..",
          "dashboards", "org.yunhe.dashboards..",
          "jobs", "org.yunhe.jobs..",
          "cli", "org.yunhe.cli..");

  private static JavaClasses yunhe;

  @BeforeAll
  static void importAllModules() {
    Path root = Path.of(System.getProperty("yunhe.root"));
    yunhe =
        new ClassFileImporter()
            .importPaths(
                Stream.of(
                        "models",
                        "lakehouse",
                        "ingestion",
                        "streaming",
                        "governance",
                        "dashboards",
                        "jobs")
                    .map(module -> root.resolve(module).resolve("target/classes"))
                    .toList());
    assertThat(yunhe).anyMatch(c -> c.getPackageName().startsWith("org.yunhe.streaming"));
    assertThat(yunhe).anyMatch(c -> c.getPackageName().startsWith("org.yunhe.ingestion"));
  }

  @Test
  void modelsKnowNoEngineAndNobodyElse() {
    noClasses()
        .that()
        .resideInAPackage("org.yunhe.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.yunhe.lakehouse..",
            "org.apache.spark..",
            "org.apache.flink..",
            "org.apache.iceberg..",
            "org.apache.kafka..",
            "io.trino..",
            "org.apache.hadoop..")
        .because(
            "contracts and rules must run in every engine: move the class to its engine's module")
        .check(yunhe);
  }

  @Test
  void siblingsDoNotSeeEachOther() {
    for (String module : SIBLINGS.keySet()) {
      List<String> others =
          SIBLINGS.entrySet().stream()
              .filter(other -> !other.getKey().equals(module))
              .map(Map.Entry::getValue)
              .toList();
      noClasses()
          .that()
          .resideInAPackage(SIBLINGS.get(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others.toArray(String[]::new))
          .because("what passes between modules is a topic or a table with a contract")
          .allowEmptyShould(true)
          .check(yunhe);
    }
  }

  @Test
  void lakehouseKnowsNoSibling() {
    noClasses()
        .that()
        .resideInAPackage("org.yunhe.lakehouse..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SIBLINGS.values().toArray(String[]::new))
        .check(yunhe);
  }

  @Test
  void nothingStaticIsMutable() {
    classes()
        .should(
            new ArchCondition<JavaClass>("have final static fields only") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .forEach(
                        field ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    type, field.getFullName() + " is static and mutable")));
              }
            })
        .check(yunhe);
  }
}
