package org.yunhe.ingestion.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OmopTableTest {

  @TempDir Path folder;

  private OmopTable table(String file, String text) throws Exception {
    return OmopTable.read(Files.writeString(folder.resolve(file), text));
  }

  @Test
  void typesColumnsByTheirValues() throws Exception {
    OmopTable table =
        table(
            "drug_exposure.csv",
            """
            drug_exposure_id,drug_exposure_start_date,quantity,drug_source_value
            -1,2177-07-16,0.005,00002751001
            """);
    assertThat(table.types()).containsExactly("bigint", "date", "text", "text");
    assertThat(table.key()).containsExactly("drug_exposure_id");
  }

  @Test
  void keepsAsTextWhatIsNoNumberAfterAll() throws Exception {
    OmopTable table =
        table("2b_vocabulary.csv", "vocabulary_id,valid_start_DATE\nmimiciv,1970-01-01\n");
    assertThat(table.name()).isEqualTo("vocabulary");
    assertThat(table.columns()).containsExactly("vocabulary_id", "valid_start_date");
    assertThat(table.types()).containsExactly("text", "date");
  }

  @Test
  void usesSeveralColumnsWhereThereIsNoNumber() throws Exception {
    OmopTable table =
        table(
            "2b_concept_relationship.csv",
            "concept_id_1,concept_id_2,relationship_id\n1,2,Maps to\n");
    assertThat(table.key()).containsExactly("concept_id_1", "concept_id_2", "relationship_id");
  }
}
