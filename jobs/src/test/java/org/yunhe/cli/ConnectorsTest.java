package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Connector files, good and broken, and the refusals of Connect as errors that tell what to do. */
class ConnectorsTest {
  @TempDir Path folder;

  @Test
  void shippedConnectorsAreReadAndCarryNoSecret() throws IOException {
    var connectors = new Connectors(YunheConfig.load()).read();

    assertThat(connectors).extracting(Connectors.Connector::name).contains("his_city", "mimic");
    for (Connectors.Connector connector : connectors) {
      if (connector.settings().has("database.password")) {
        assertThat(connector.settings().path("database.password").asText())
            .isEqualTo("${secrets:secrets/" + connector.name() + ".properties:password}");
      }
      if (connector.settings().has("slot.name")) {
        assertThat(connector.settings().path("slot.name").asText())
            .isEqualTo("yunhe_" + connector.name());
      }
    }
  }

  @Test
  void namesLineAndColumnOfBrokenJson() throws IOException {
    Path file =
        Files.writeString(folder.resolve("broken.json"), "{\n \"name\": \"broken\",\n oops\n}");

    assertThatThrownBy(() -> Connectors.read(file))
        .hasMessageContaining("connectors/broken.json:3: ")
        .hasMessageContaining("is not JSON");
  }

  @Test
  void refusesAConnectorUnderAnotherName() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"), "{\"name\":\"b\",\"config\":{\"connector.class\":\"x\"}}");

    assertThatThrownBy(() -> Connectors.read(file)).hasMessageContaining("'name' must be 'a'");
  }

  @ParameterizedTest
  @CsvSource({
    "'FATAL: password authentication failed for user \"x\"', ACCESS_REFUSED",
    "'Connection to 127.0.0.1:1 refused. Check that the hostname', UNREACHABLE",
    "'The connection attempt failed.', UNREACHABLE",
    "'The slot.name value is invalid', BAD_CONNECTOR"
  })
  void tellsWhatARefusalMeans(String words, ErrorCode expected) {
    var connector =
        new Connectors.Connector("a", new ObjectMapper().createObjectNode(), Path.of("a.json"));

    YunheException error = Connectors.refused(connector, words);

    assertThat(error.code()).isEqualTo(expected);
    assertThat(error.remedy()).isNotEmpty();
  }
}
