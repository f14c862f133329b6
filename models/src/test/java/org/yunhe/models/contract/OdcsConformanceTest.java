package org.yunhe.models.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.models.resource.ModelResources;

/**
 * Every contract is valid by the official JSON Schema of the Open Data Contract Standard, and
 * datacontract-cli, which knows nothing of Yunhe, reads it too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OdcsConformanceTest {
  private final List<String> files = ModelResources.list("tables", ".odcs.yaml");
  private OdcsTools tools;
  private Schema schema;

  @BeforeAll
  void installsTheTools() throws IOException, InterruptedException {
    tools = OdcsTools.install();
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(Files.readString(tools.schema()));
  }

  @Test
  void everyContractIsValidByTheOfficialSchema() {
    assertThat(files).hasSizeGreaterThan(40);
    for (String file : files) {
      assertThat(schema.validate(ModelResources.read(file), InputFormat.YAML)).as(file).isEmpty();
    }
  }

  @Test
  void theSchemaRefusesWhatTheStandardDoesNotKnow() {
    String contract = ModelResources.read(files.getFirst());

    assertThat(
            schema.validate(contract.replaceFirst("physicalName:", "tableName:"), InputFormat.YAML))
        .isNotEmpty();
    assertThat(schema.validate(contract.replaceFirst("(?m)^kind:.*$", ""), InputFormat.YAML))
        .isNotEmpty();
  }

  @Test
  void anIndependentReaderReadsEveryContract()
      throws IOException, InterruptedException, URISyntaxException {
    List<String> arguments = new ArrayList<>(List.of(path("odcs/lint.py")));
    for (String file : files) {
      arguments.add(path(file));
    }

    assertThat(tools.python(arguments.toArray(String[]::new)))
        .isEqualTo("linted " + files.size() + "\n");
  }

  private static String path(String resource) throws URISyntaxException {
    return Path.of(OdcsConformanceTest.class.getResource("/" + resource).toURI()).toString();
  }
}
