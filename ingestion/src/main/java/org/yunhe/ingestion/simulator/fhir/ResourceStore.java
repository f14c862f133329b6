package org.yunhe.ingestion.simulator.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntryTransactionMethodEnum;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Resource;

/**
 * All versions of all resources, in memory. The store gives versions and times, as a server does.
 */
public final class ResourceStore {
  private final FhirContext context;
  private final Map<String, Map<String, List<Resource>>> versions = new TreeMap<>();

  /** Creates an empty store. */
  public ResourceStore(FhirContext context) {
    this.context = context;
  }

  /** Takes every resource in the NDJSON files of a folder; returns how many there were. */
  public int load(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      int count = 0;
      for (Path file :
          files.filter(f -> f.toString().matches(".*[.]ndjson([.]gz)?")).sorted().toList()) {
        count += loadFile(file);
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int loadFile(Path file) throws IOException {
    int count = 0;
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          put(line);
          count++;
        }
      }
    }
    return count;
  }

  /** Takes a resource as JSON. */
  public Resource put(String json) {
    return put((Resource) context.newJsonParser().parseResource(json), Instant.now());
  }

  /** Takes a new version of a resource, which was made at {@code updated}. */
  public synchronized Resource put(Resource resource, Instant updated) {
    String id = resource.getIdElement().getIdPart();
    String given = id == null ? UUID.randomUUID().toString() : id;
    return add(resource, given, updated);
  }

  /** Deletes a resource, if it is there; what it was stays in its history. */
  public synchronized boolean delete(String type, String id) {
    Optional<Resource> current = find(type, id);
    current.ifPresent(
        resource -> {
          Resource gone = (Resource) context.getResourceDefinition(type).newInstance();
          ResourceMetadataKeyEnum.DELETED_AT.put(
              gone, new org.hl7.fhir.r4.model.InstantType(new Date()));
          ResourceMetadataKeyEnum.ENTRY_TRANSACTION_METHOD.put(
              gone, BundleEntryTransactionMethodEnum.DELETE);
          add(gone, id, Instant.now());
        });
    return current.isPresent();
  }

  private Resource add(Resource resource, String id, Instant updated) {
    String type = resource.fhirType();
    List<Resource> history =
        versions
            .computeIfAbsent(type, name -> new LinkedHashMap<>())
            .computeIfAbsent(id, name -> new ArrayList<>());
    String version = String.valueOf(history.size() + 1);
    resource.setId(new org.hl7.fhir.r4.model.IdType(type, id, version));
    resource.getMeta().setVersionId(version);
    resource.getMeta().setLastUpdated(Date.from(updated.truncatedTo(ChronoUnit.MILLIS)));
    history.add(resource);
    return resource;
  }

  /** Returns a resource as it stands; nothing where it is deleted. */
  public synchronized Optional<Resource> find(String type, String id) {
    List<Resource> history = versions.getOrDefault(type, Map.of()).getOrDefault(id, List.of());
    return history.isEmpty() || deleted(history.getLast())
        ? Optional.empty()
        : Optional.of(history.getLast());
  }

  /** Returns the resources of a type that were changed at or after {@code from}, oldest first. */
  public synchronized List<Resource> since(String type, Instant from) {
    return versions.getOrDefault(type, Map.of()).values().stream()
        .map(List::getLast)
        .filter(resource -> !deleted(resource) && !updated(resource).isBefore(from))
        .sorted(Comparator.comparing(ResourceStore::updated))
        .toList();
  }

  /** Returns the versions of a type, deletions among them, since {@code from}, newest first. */
  public synchronized List<Resource> history(String type, Instant from) {
    return versions.getOrDefault(type, Map.of()).values().stream()
        .flatMap(List::stream)
        .filter(resource -> !updated(resource).isBefore(from))
        .sorted(Comparator.comparing(ResourceStore::updated).reversed())
        .toList();
  }

  /** Returns the types that there are resources of. */
  public synchronized List<String> types() {
    return List.copyOf(versions.keySet());
  }

  /** Whether a version is a deletion. */
  static boolean deleted(Resource resource) {
    return ResourceMetadataKeyEnum.DELETED_AT.get(resource) != null;
  }

  private static Instant updated(Resource resource) {
    return resource.getMeta().getLastUpdated().toInstant();
  }
}
