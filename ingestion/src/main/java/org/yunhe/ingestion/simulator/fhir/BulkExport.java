package org.yunhe.ingestion.simulator.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.annotation.Operation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Resource;

/** Bulk Data: {@code $export} of the whole system, its status and its files below {@code /bulk}. */
public final class BulkExport extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient FhirContext context;
  private final transient ResourceStore store;
  private final transient Map<String, Job> jobs = new ConcurrentHashMap<>();

  /** An export: what it holds, and whether its status has been asked for. */
  private record Job(String request, Instant at, Map<String, List<Resource>> files, int[] asked) {}

  BulkExport(FhirContext context, ResourceStore store) {
    this.context = context;
    this.store = store;
  }

  /** The operation, for the server's list of them. */
  final class Provider {
    /** Begins an export of the types in {@code _type}, or of all. */
    @Operation(name = "$export", manualResponse = true, idempotent = true)
    public void export(HttpServletRequest request, HttpServletResponse response) {
      Instant at = Instant.now();
      String wanted = request.getParameter("_type");
      List<String> types = wanted == null ? store.types() : List.of(wanted.split(",", -1));
      Map<String, List<Resource>> files = new java.util.TreeMap<>();
      for (String type : types) {
        List<Resource> resources = store.since(type, Instant.EPOCH);
        if (!resources.isEmpty()) {
          files.put(type, resources);
        }
      }
      String id = UUID.randomUUID().toString();
      String url = request.getRequestURL() + "?_type=" + wanted;
      jobs.put(id, new Job(url, at, files, new int[1]));
      response.setHeader("Content-Location", base(request) + "/bulk/" + id);
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = request.getPathInfo().split("/", -1);
    Job job = jobs.get(path[1]);
    if (job == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (path.length > 2) {
      file(job.files().get(path[2].replace(".ndjson", "")), response);
    } else if (job.asked()[0]++ == 0) {
      response.setHeader("Retry-After", "1");
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
    } else {
      manifest(job, base(request) + "/bulk/" + path[1], request, response);
    }
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    boolean known = jobs.remove(request.getPathInfo().substring(1)) != null;
    response.setStatus(known ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_NOT_FOUND);
  }

  private void file(List<Resource> resources, HttpServletResponse response) throws IOException {
    response.setContentType("application/fhir+ndjson");
    response.setCharacterEncoding("UTF-8");
    IParser parser = context.newJsonParser();
    Writer out = response.getWriter();
    for (Resource resource : resources) {
      out.write(parser.encodeResourceToString(resource));
      out.write('\n');
    }
  }

  private static void manifest(
      Job job, String url, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("transactionTime", job.at().toString()).put("request", job.request());
    manifest.put("requiresAccessToken", request.getHeader("Authorization") != null);
    ArrayNode output = manifest.putArray("output");
    job.files()
        .forEach(
            (type, resources) ->
                output
                    .addObject()
                    .put("type", type)
                    .put("url", url + "/" + type + ".ndjson")
                    .put("count", resources.size()));
    manifest.putArray("error");
    response.setContentType("application/json");
    response.getOutputStream().write(JSON.writeValueAsBytes(manifest));
  }

  private static String base(HttpServletRequest request) {
    return request.getRequestURL().toString().replaceFirst("(https?://[^/]+).*", "$1");
  }
}
