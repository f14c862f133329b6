package org.yunhe.ingestion.fhir.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Reads the bodies of requests into memory: each within its limit of bytes and of time, and all
 * together within a part of the heap, so that no number of senders can fill it.
 */
final class Bodies {
  private static final int CHUNK = 16 << 10;
  private static final int KIB = 1024;
  private static final int SHARE_OF_HEAP = 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int WAIT_SECONDS = 10;

  private final int limit;
  private final Semaphore room;
  private final Texts texts;

  Bodies(int limit, long heap, Texts texts) {
    this.limit = limit;
    this.room = new Semaphore((int) Math.max(limit, heap / SHARE_OF_HEAP) / KIB + 1);
    this.texts = texts;
  }

  /** A body, which takes room until it is closed. */
  final class Body implements AutoCloseable {
    private final byte[] bytes;
    private final int taken;

    private Body(byte[] bytes, int taken) {
      this.bytes = bytes;
      this.taken = taken;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      room.release(taken);
    }
  }

  /** Returns the body, or throws 408, 413, 415 or 503. */
  Body read(HttpServletRequest request) throws IOException {
    long told = request.getContentLengthLong();
    if (told > limit) {
      throw tooLarge();
    }
    if (told != 0) {
      requireJson(request);
    }
    int taken = (int) (told < 0 ? limit : told) / KIB + 1;
    try {
      if (!room.tryAcquire(taken, WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw Refusal.later(503, IssueType.TRANSIENT, texts.say("room.none"), WAIT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.later(503, IssueType.TRANSIENT, texts.say("room.none"), WAIT_SECONDS);
    }
    boolean read = false;
    try {
      Body body = new Body(bytes(request.getInputStream(), Math.max(told, CHUNK)), taken);
      read = true;
      return body;
    } finally {
      if (!read) {
        room.release(taken);
      }
    }
  }

  private byte[] bytes(InputStream in, long expected) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(expected, limit));
    byte[] chunk = new byte[CHUNK];
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (out.size() + n > limit) {
        throw tooLarge();
      }
      if (System.nanoTime() > end) {
        throw slow();
      }
      out.write(chunk, 0, n);
    }
    return out.toByteArray();
  }

  /** Creates the refusal of a body that does not come in time. */
  Refusal slow() {
    return Refusal.of(408, IssueType.TIMEOUT, texts.say("body.slow", LONGEST.toSeconds()), null);
  }

  private void requireJson(HttpServletRequest request) {
    String given = request.getContentType() == null ? "" : request.getContentType();
    String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    boolean json = type.equals("application/fhir+json") || type.equals("application/json");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace("\"", "").strip();
      json &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    if (!json) {
      throw Refusal.of(415, IssueType.NOTSUPPORTED, texts.say("type.media", given), null);
    }
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Refusal.of(415, IssueType.NOTSUPPORTED, texts.say("type.encoding", encoding), null);
    }
  }

  private Refusal tooLarge() {
    return Refusal.of(413, IssueType.TOOLONG, texts.say("body.large", limit / KIB / KIB), null);
  }
}
