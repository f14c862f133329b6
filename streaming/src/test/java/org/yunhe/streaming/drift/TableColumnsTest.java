package org.yunhe.streaming.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yunhe.streaming.landing.ShapeReader.Shape;

/** What is told of a table's columns, image by image. */
class TableColumnsTest {
  private static final Set<String> DECLARED = Set.of("id", "name");

  private final TableColumns columns = TableColumns.none();

  @Test
  void whatIsDeclaredIsNoDrift() {
    assertThat(observe(10, DECLARED, "id", "string", "name", "")).isEmpty();
    assertThat(observe(11, DECLARED, "name", "string", "id", "string")).isEmpty();
  }

  @Test
  void aDifferenceIsToldOnceAndOnceThatItIsOver() {
    assertThat(observe(10, DECLARED, "id", "string", "name", "string", "age", "number"))
        .containsExactly("added age open 10");
    assertThat(observe(11, DECLARED, "id", "string", "name", "string", "age", "")).isEmpty();
    assertThat(observe(12, DECLARED, "id", "string", "age", "number"))
        .containsExactly("dropped name open 12");
    assertThat(observe(13, DECLARED, "id", "string", "age", "number")).isEmpty();
    assertThat(observe(14, DECLARED, "id", "string", "name", "string"))
        .containsExactlyInAnyOrder("added age resolved 14", "dropped name resolved 14");
  }

  @Test
  void whatComesLateWithOlderColumnsChangesNothing() {
    observe(10, DECLARED, "id", "string", "name", "string");
    assertThat(observe(20, DECLARED, "id", "string", "name", "string", "age", "number"))
        .containsExactly("added age open 20");
    assertThat(observe(15, DECLARED, "id", "string", "name", "string")).isEmpty();
    assertThat(observe(21, DECLARED, "id", "number", "name", "string", "age", "number"))
        .containsExactly("retyped id open 21");
    assertThat(observe(16, DECLARED, "id", "string", "name", "string")).isEmpty();
    assertThat(observe(22, DECLARED, "id", "number", "name", "string", "age", "number")).isEmpty();
  }

  @Test
  void aColumnThatIsDeclaredLaterIsOver() {
    observe(10, DECLARED, "id", "string", "name", "string", "age", "number");
    assertThat(observe(11, Set.of("id", "name", "age"), "id", "string", "name", "", "age", ""))
        .containsExactly("added age resolved 11");
  }

  @Test
  void aNewTableIsToldOnceAndItsColumnsAreHeldAgainstItsFirstImage() {
    assertThat(observe(10, null, "id", "string", "name", "string"))
        .containsExactly("new_table null open 10");
    assertThat(observe(11, null, "id", "string", "age", "number"))
        .containsExactlyInAnyOrder("dropped name open 11", "added age open 11");
    assertThat(observe(12, Set.of("id", "age"), "id", "string", "age", "number"))
        .containsExactlyInAnyOrder(
            "new_table null resolved 12", "added age resolved 12", "dropped name resolved 12");
  }

  private List<String> observe(long position, Set<String> declared, String... kinds) {
    Map<String, String> image = new LinkedHashMap<>();
    for (int i = 0; i < kinds.length; i += 2) {
      image.put(kinds[i], kinds[i + 1]);
    }
    return columns
        .observe(
            new Shape("his_east", "dept_dict", Long.toString(position), position, image), declared)
        .stream()
        .map(
            told ->
                told.drift().kind().code()
                    + " "
                    + told.drift().column()
                    + (told.open() ? " open " : " resolved ")
                    + told.position())
        .toList();
  }
}
