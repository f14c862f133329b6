package org.yunhe.models.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.standard.CodeSystems;

/** The shipped value sets, and what is refused of one. */
class ValueSetsTest {
  private static final String FILE = "codes/lab-item.yaml";

  @Test
  void everyListBelongsToAVersionedValueSetOfAKnownSystem() {
    ValueSets sets = ValueSets.load();

    assertThat(sets.all())
        .extracting(ValueSet::name)
        .containsExactlyInAnyOrderElementsOf(
            ModelResources.list("codes", ".csv").stream()
                .map(file -> file.split("/", -1)[1])
                .collect(Collectors.toSet()));
    assertThat(sets.find("lab-item").orElseThrow())
        .returns("LOINC", ValueSet::system)
        .returns("1.0.0", ValueSet::version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "system: \"LOINC\" | system: \"LOINK\" | code system 'LOINK' is not known",
        "version: \"1.0.0\" | version: \"newest\" | 'newest' is no version",
        "version: | edition: | 'edition' is not known",
        "value_set: lab-item | value_set: lab-items | the file declares 'lab-items'",
      })
  void refusesADeclarationThatIsNotClear(String line, String broken, String complaint) {
    String text = ModelResources.read(FILE);
    assertThat(text).contains(line);

    assertThatThrownBy(() -> ValueSets.parse(FILE, text.replace(line, broken), CodeSystems.load()))
        .hasMessageContaining(FILE + ":")
        .hasMessageContaining(complaint);
  }
}
