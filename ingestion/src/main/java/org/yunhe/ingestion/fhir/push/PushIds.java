package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.yunhe.ingestion.fhir.IdRule;

/**
 * The ids of pushed resources. Who says PUT gives the id. For POST it follows from what the sender
 * sends, so that sending again meets the same record: from the identifier of {@code If-None-Exist},
 * else from the first identifier of the resource, each with source and type; else the id in the
 * resource or in its {@code urn:uuid:}; only where there is none of these, it is random.
 */
final class PushIds implements IdRule {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
  private static final String URN = "urn:uuid:";
  private static final int DIGITS = 32;

  private final String source;

  PushIds(String source) {
    this.source = source;
  }

  /** Returns whether {@code text} may be a logical id. */
  static boolean valid(String text) {
    return text != null && ID.matcher(text).matches();
  }

  @Override
  public String id(String type, ObjectNode resource, ObjectNode entry) {
    JsonNode request = entry.path("request");
    if (request.path("method").asText().equals("PUT")) {
      String[] url = request.path("url").asText().split("[/?]", 2);
      boolean query = request.path("url").asText().contains("?");
      return url.length < 2 ? null : query ? byQuery(type, url[1]).orElse(null) : url[1];
    }
    String condition = request.path("ifNoneExist").textValue();
    if (condition != null) {
      return byQuery(type, condition).orElse(null);
    }
    return request.has("method") || !valid(resource.path("id").textValue())
        ? made(type, resource, entry.path("fullUrl").asText(""))
        : resource.path("id").textValue();
  }

  /** Returns the id of a new resource. */
  String made(String type, ObjectNode resource, String fullUrl) {
    for (JsonNode identifier : resource.path("identifier")) {
      String value = identifier.path("value").asText("");
      if (!value.isEmpty()) {
        return derived(type, identifier.path("system").asText(""), value);
      }
    }
    if (valid(resource.path("id").textValue())) {
      return resource.path("id").textValue();
    }
    String uuid = fullUrl.startsWith(URN) ? fullUrl.substring(URN.length()) : "";
    return valid(uuid) ? uuid : UUID.randomUUID().toString();
  }

  /** Returns the id that {@code identifier=system|value} stands for; empty for another query. */
  Optional<String> byQuery(String type, String query) {
    String text = query.substring(query.indexOf('?') + 1);
    if (!text.startsWith("identifier=") || text.contains("&")) {
      return Optional.empty();
    }
    String[] parts =
        URLDecoder.decode(text.substring("identifier=".length()), StandardCharsets.UTF_8)
            .split("\\|", 2);
    return parts.length == 2 && !parts[1].isEmpty()
        ? Optional.of(derived(type, parts[0], parts[1]))
        : Optional.empty();
  }

  private String derived(String type, String system, String value) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join("\n", source, type, system, value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
