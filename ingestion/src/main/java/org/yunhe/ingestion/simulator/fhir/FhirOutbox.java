package org.yunhe.ingestion.simulator.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a hospital's resources wait on disk: {@code bundles/<number>.json}, one transaction a
 * patient, for one that pushes; {@code <Type>.ndjson} for one that is pulled. Written beside its
 * place and moved there when complete, so that half a history is never taken for a whole one.
 */
final class FhirOutbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path unfinished;
  private final boolean asBundles;
  private final Map<String, Writer> types = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private int bundles;

  FhirOutbox(Path folder, boolean asBundles) {
    this.folder = folder;
    this.unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    this.asBundles = asBundles;
    try {
      FhirFolders.delete(unfinished);
      Files.createDirectories(asBundles ? unfinished.resolve("bundles") : unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds resources that belong together. */
  void add(List<ObjectNode> resources) {
    resources.forEach(
        resource -> counts.merge(resource.get("resourceType").asText(), 1L, Long::sum));
    try {
      if (asBundles) {
        Path file = unfinished.resolve("bundles").resolve("%06d.json".formatted(++bundles));
        JSON.writeValue(file.toFile(), transaction(resources));
      } else {
        for (ObjectNode resource : resources) {
          writer(resource.get("resourceType").asText())
              .write(JSON.writeValueAsString(resource) + "\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode transaction(List<ObjectNode> resources) {
    ObjectNode bundle = JSON.createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction");
    for (ObjectNode resource : resources) {
      String url = resource.get("resourceType").asText() + "/" + resource.get("id").asText();
      ObjectNode entry = bundle.withArray("entry").addObject();
      entry.set("resource", resource);
      entry.putObject("request").put("method", "PUT").put("url", url);
    }
    return bundle;
  }

  private Writer writer(String type) throws IOException {
    Writer writer = types.get(type);
    if (writer == null) {
      writer = Files.newBufferedWriter(unfinished.resolve(type + ".ndjson"));
      types.put(type, writer);
    }
    return writer;
  }

  /** Puts everything in its place; returns the number of resources by type. */
  Map<String, Long> finish(String note) {
    close();
    try {
      Files.writeString(unfinished.resolve(FhirFolders.NOTE), note);
      FhirFolders.delete(folder);
      Files.move(unfinished, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  @Override
  public void close() {
    try {
      for (Writer writer : types.values()) {
        writer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
