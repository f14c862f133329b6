package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before FHIR begins: who sends, how much, how fast and in what form.
 * Nothing of a body is read before its sender is known.
 */
final class Gate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String SENDER = "yunhe.sender";
  private static final int FIRST_REFUSAL = 400;
  private static final int CHUNK = 64 << 10;
  private static final int SENDER_SECONDS = 10;
  private static final int STRANGER_SECONDS = 1;

  private final transient FhirContext context;
  private final transient Senders senders;
  private final transient Allowance allowance;
  private final transient Bodies bodies;
  private final transient Counts counts;

  Gate(FhirContext context, Senders senders, Allowance allowance, Bodies bodies, Counts counts) {
    this.context = context;
    this.senders = senders;
    this.allowance = allowance;
    this.bodies = bodies;
    this.counts = counts;
  }

  /** Returns who sent the request that HAPI works on. */
  static Sender sender(RequestDetails details) {
    return (Sender) ((ServletRequestDetails) details).getServletRequest().getAttribute(SENDER);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("GET") && "/metadata".equals(request.getPathInfo())) {
      chain.doFilter(request, response);
      return;
    }
    long start = System.nanoTime();
    Sender sender = null;
    try {
      sender = senders.of(request);
      allowance.enter(sender);
      try (Bodies.Body body = bodies.read(request)) {
        request.setAttribute(SENDER, sender);
        chain.doFilter(new BufferedRequest(request, body.bytes()), response);
      } finally {
        allowance.leave(sender);
      }
    } catch (Refusal refusal) {
      answer(request, response, refusal, sender);
    } catch (IOException e) {
      if (!timedOut(e)) {
        throw e;
      }
      answer(request, response, bodies.slow(), sender);
    }
    if (response.getStatus() >= FIRST_REFUSAL) {
      counts.refused(sender);
    }
    log(request, response, sender, System.nanoTime() - start);
  }

  private static boolean timedOut(Throwable e) {
    return e instanceof TimeoutException || (e.getCause() != null && timedOut(e.getCause()));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal, Sender sender)
      throws IOException {
    response.setStatus(refusal.getStatusCode());
    refusal
        .getResponseHeaders()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    byte[] outcome =
        context
            .newJsonParser()
            .encodeResourceToString(refusal.getOperationOutcome())
            .getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/fhir+json;charset=utf-8");
    response.setContentLength(outcome.length);
    response.setHeader("Connection", "close");
    response.getOutputStream().write(outcome);
    response.flushBuffer();
    discard(request, sender == null ? STRANGER_SECONDS : SENDER_SECONDS);
  }

  /** Who is still sending when the connection closes would not see the answer. */
  private static void discard(HttpServletRequest request, int seconds) {
    byte[] chunk = new byte[CHUNK];
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      InputStream rest = request.getInputStream();
      while (System.nanoTime() < end && rest.read(chunk) >= 0) {
        continue;
      }
    } catch (IOException e) {
      LOG.debug("the rest of a refused body did not come: {}", e.toString());
    }
  }

  /** Who, what kind and how it ended; nothing of what was sent. */
  private static void log(
      HttpServletRequest request, HttpServletResponse response, Sender sender, long nanos) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {} -> {} in {} ms",
          sender == null ? "-" : sender.source() + " " + sender.keyId(),
          request.getMethod(),
          kind(request.getPathInfo() == null ? request.getRequestURI() : request.getPathInfo()),
          response.getStatus(),
          nanos / 1_000_000);
    }
  }

  /** The resource type or operation alone: an id may be a person's number. */
  private static String kind(String path) {
    String[] parts = path.replaceFirst("^/fhir", "").split("/", -1);
    String kind = parts.length > 1 ? parts[1] : "";
    return kind.matches("\\$?[A-Za-z-]{0,40}") ? "/" + kind : "/?";
  }
}
