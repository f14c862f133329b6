package org.yunhe.ingestion.fhir.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.yunhe.ingestion.fhir.FhirRecord;

/**
 * The versions that were taken lately. It spares Kafka what comes twice and finds contradictions;
 * nothing depends on it, since the lake keeps one row for one version whatever arrives.
 */
final class RecentVersions {
  private static final int KEPT = 200_000;

  private final Cache<String, Seen> seen = Caffeine.newBuilder().maximumSize(KEPT).build();

  /** What is known about a version that arrives. */
  enum Verdict {
    /** It is new, or as good as new. */
    NEW,
    /** The same version with the same content was taken. */
    REPEATED,
    /** The same version was taken with another content. */
    CONTRADICTED
  }

  private record Seen(String version, long sourceMillis, byte[] hash) {}

  Verdict judge(FhirRecord record) {
    Seen last = seen.getIfPresent(name(record));
    if (last == null || record.version() == null || !record.version().equals(last.version())) {
      return Verdict.NEW;
    }
    if (!MessageDigest.isEqual(hash(record), last.hash())) {
      return Verdict.CONTRADICTED;
    }
    return record.sourceMillis() == last.sourceMillis() ? Verdict.REPEATED : Verdict.NEW;
  }

  void remember(FhirRecord record) {
    seen.put(name(record), new Seen(record.version(), record.sourceMillis(), hash(record)));
  }

  /** Returns the version that was taken last, where it is remembered and has one. */
  Optional<String> version(String source, String type, String id) {
    return Optional.ofNullable(seen.getIfPresent(name(source, type, id))).map(Seen::version);
  }

  private static String name(FhirRecord record) {
    return name(record.origin().source(), record.type(), record.id());
  }

  private static String name(String source, String type, String id) {
    return source + "/" + type + "/" + id;
  }

  private static byte[] hash(FhirRecord record) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(record.operation().letter().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return record.resource() == null ? digest.digest() : digest.digest(record.resource());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
