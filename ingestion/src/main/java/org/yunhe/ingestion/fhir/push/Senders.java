package org.yunhe.ingestion.fhir.push;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yunhe.lakehouse.sender.SenderKey;
import org.yunhe.lakehouse.sender.SenderKeys;

/** Tells who sent a request, by its key or client certificate. */
final class Senders {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String BEARER = "Bearer ";
  private static final String KEY_HEADER = "X-API-Key";

  private final SenderKeys keys;
  private final Texts texts;
  private volatile Known known = new Known(-1, List.of());

  private record Known(long changed, List<SenderKey> keys) {}

  Senders(SenderKeys keys, Texts texts) {
    this.keys = keys;
    this.texts = texts;
  }

  /** Returns the sender of {@code request}; throws 401 where it proves nothing. */
  Sender of(HttpServletRequest request) {
    List<SenderKey> current = current();
    String text = keyOf(request);
    Optional<SenderKey> key =
        text != null
            ? SenderKeys.find(current, text)
            : certificate(request).flatMap(shown -> SenderKeys.find(current, shown));
    if (key.isEmpty()) {
      boolean shown = text != null || certificate(request).isPresent();
      throw refuse(texts.say(shown ? "key.unknown" : "key.missing"));
    }
    return switch (key.get().at(Instant.now())) {
      case VALID -> new Sender(key.get().source(), key.get().orgCode(), key.get().id());
      case EXPIRED -> throw refuse(texts.say("key.expired", key.get().id(), key.get().expires()));
      case REVOKED -> throw refuse(texts.say("key.revoked", key.get().id(), key.get().revoked()));
    };
  }

  /** The file is read again when it changes, so that a revoked key ends at once. */
  private List<SenderKey> current() {
    long changed = keys.changedMillis();
    Known now = known;
    if (now.changed() != changed) {
      now = new Known(changed, keys.list());
      known = now;
    }
    return now.keys();
  }

  private static String keyOf(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : request.getHeader(KEY_HEADER);
  }

  private static Optional<X509Certificate> certificate(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? Optional.of(chain[0])
        : Optional.empty();
  }

  private static Refusal refuse(String text) {
    Refusal refusal = Refusal.of(401, IssueType.LOGIN, text, null);
    refusal.addResponseHeader("WWW-Authenticate", "Bearer realm=\"yunhe\"");
    return refusal;
  }
}
