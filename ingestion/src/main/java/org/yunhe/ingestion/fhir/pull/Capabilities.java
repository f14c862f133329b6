package org.yunhe.ingestion.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * What the server says it can do.
 *
 * @param export whether it offers Bulk Data export of the whole system
 * @param histories types whose history it tells
 */
record Capabilities(boolean export, Set<String> histories) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks the server for its CapabilityStatement. */
  static Capabilities of(FhirClient client) throws InterruptedException {
    HttpResponse<byte[]> answer = client.get(client.address("metadata"));
    try {
      JsonNode statement = JSON.readTree(answer.body());
      if (answer.statusCode() != 200
          || !statement.path("resourceType").asText().equals("CapabilityStatement")) {
        throw new ConnectException(
            new YunheException(
                    ErrorCode.MISSING_OBJECT,
                    answer.uri() + " is no CapabilityStatement (" + answer.statusCode() + ")",
                    "give the base address of the server as fhir.url")
                .line());
      }
      return read(statement.path("rest").path(0));
    } catch (IOException e) {
      throw new RetriableException(answer.uri() + " is not JSON", e);
    }
  }

  private static Capabilities read(JsonNode rest) {
    boolean export = false;
    for (JsonNode operation : rest.path("operation")) {
      export |= operation.path("name").asText().replace("$", "").equals("export");
    }
    Set<String> histories = new HashSet<>();
    for (JsonNode resource : rest.path("resource")) {
      for (JsonNode interaction : resource.path("interaction")) {
        if (interaction.path("code").asText().equals("history-type")) {
          histories.add(resource.path("type").asText());
        }
      }
    }
    return new Capabilities(export, histories);
  }
}
