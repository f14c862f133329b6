package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells anyone that the endpoint is up, and an institution what came of its requests. */
final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Senders senders;
  private final transient Counts counts;
  private final transient ObjectMapper json = new ObjectMapper();

  HealthServlet(Senders senders, Counts counts) {
    this.senders = senders;
    this.counts = counts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "ok");
    try {
      Sender sender = senders.of(request);
      answer.put("source", sender.source());
      answer.put("counts", counts.numbers(sender));
    } catch (Refusal refusal) {
      // Who shows no key learns nothing more.
      answer.remove("source");
    }
    response.setContentType("application/json;charset=utf-8");
    response.getOutputStream().write(json.writeValueAsBytes(answer));
  }
}
