package org.yunhe.ingestion.fhir.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a server does on a bad day: a resource whose id begins with {@code malformed} is no JSON,
 * and the next requests may be refused as too many.
 */
final class DamagingFilter implements Filter {
  final AtomicInteger tooMany = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    requests.incrementAndGet();
    String path = ((HttpServletRequest) request).getRequestURI();
    if (!path.endsWith("/metadata") && tooMany.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      answer.setHeader("Retry-After", "1");
      answer.setStatus(429);
      return;
    }
    Kept kept = new Kept(answer);
    chain.doFilter(request, kept);
    kept.flushWriter();
    String text = kept.bytes.toString(UTF_8);
    byte[] damaged = text.replaceAll("\"id\":\"(malformed[^\"]*)\"", "\"id\":$1").getBytes(UTF_8);
    answer.setContentLength(damaged.length);
    answer.getOutputStream().write(damaged);
  }

  /** Keeps what is written until it is damaged. */
  private static final class Kept extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(bytes, UTF_8));

    Kept(HttpServletResponse response) {
      super(response);
    }

    void flushWriter() {
      writer.flush();
    }

    @Override
    public PrintWriter getWriter() {
      return writer;
    }

    @Override
    public void setContentLength(int length) {
      // The length is set when the text is whole.
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }
}
