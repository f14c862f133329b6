package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Some of the studies that were written, as one offset of Kafka Connect keeps them. */
final class Bucket {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final TreeMap<String, Known> studies;
  private long clock;
  private boolean loaded;
  private String encoded;

  private Bucket(TreeMap<String, Known> studies, long clock, boolean loaded, String encoded) {
    this.studies = studies;
    this.clock = clock;
    this.loaded = loaded;
    this.encoded = encoded;
  }

  /** The form that is kept. */
  private record Form(long clock, boolean loaded, TreeMap<String, Known> studies) {}

  /** Returns a bucket from its kept form; empty where there is none. */
  static Bucket of(String kept) {
    if (kept == null) {
      return new Bucket(new TreeMap<>(), 0, false, null);
    }
    byte[] bytes = Base64.getDecoder().decode(kept);
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      Form form = MAPPER.readValue(unzipped, new TypeReference<Form>() {});
      return new Bucket(form.studies(), form.clock(), form.loaded(), kept);
    } catch (IOException e) {
      throw new UncheckedIOException("the connector's offsets cannot be read", e);
    }
  }

  /** Returns the form that is kept. */
  String kept() {
    if (encoded == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
        zipped.write(MAPPER.writeValueAsBytes(new Form(clock, loaded, studies)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      encoded = Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
    return encoded;
  }

  /** Returns the studies by UID. */
  Map<String, Known> studies() {
    return studies;
  }

  /** Returns whether it was written after a first complete sweep. */
  boolean isLoaded() {
    return loaded;
  }

  /** Puts what was written of a study in place of what was before; null for a deleted one. */
  void put(String study, Known known, boolean afterFirstSweep) {
    if (known == null) {
      studies.remove(study);
    } else {
      studies.put(study, known);
    }
    loaded = afterFirstSweep;
    encoded = null;
  }

  /** Returns a time for a version that is later than those of all versions before it. */
  long stamp(long now) {
    clock = Math.max(now, clock + 1);
    encoded = null;
    return clock;
  }
}
