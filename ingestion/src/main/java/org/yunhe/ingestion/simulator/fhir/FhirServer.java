package org.yunhe.ingestion.simulator.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.yunhe.ingestion.simulator.store.Arguments;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A FHIR R4 server below {@code /fhir}: search by {@code _lastUpdated} with pages, history by type,
 * Bulk Data export, basic authentication and OAuth2 tokens at {@code /token}. Run by hand: {@code
 * FhirServer --port N [--host H] [--data FOLDER] [--secrets FILE]}.
 */
public final class FhirServer implements AutoCloseable {
  private static final Set<String> OPTIONS = Set.of("--port", "--host", "--data", "--secrets");
  private static final int PAGES_KEPT = 200;
  private static final int LARGEST_PAGE = 1000;
  private static final List<String> TYPES =
      List.of(
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Encounter",
          "Condition",
          "Observation",
          "MedicationRequest",
          "MedicationAdministration",
          "MedicationDispense",
          "MedicationStatement",
          "Medication",
          "Procedure",
          "AllergyIntolerance",
          "Immunization",
          "DiagnosticReport",
          "ImagingStudy",
          "ServiceRequest",
          "Specimen",
          "Task",
          "Appointment",
          "DocumentReference",
          "QuestionnaireResponse");

  private final InetSocketAddress address;
  private final FhirContext context = FhirContext.forR4Cached();
  private final ResourceStore store = new ResourceStore(context);
  private final BulkExport exports = new BulkExport(context, store);
  private final AccessFilter access;
  private final List<Filter> filters;
  private Server server;

  /** Creates a server; {@code filters} stand between its answers and the world. */
  public FhirServer(InetSocketAddress address, Access access, List<Filter> filters) {
    this.address = address;
    this.access = new AccessFilter(access);
    this.filters = filters;
  }

  /** Starts to answer. */
  public void start() {
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addFilter(new FilterHolder(access), "/*", EnumSet.of(DispatcherType.REQUEST));
    for (Filter filter : filters) {
      handler.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }
    handler.addServlet(new ServletHolder(restful()), "/fhir/*");
    handler.addServlet(new ServletHolder(exports), "/bulk/*");
    server = new Server(address);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new YunheException(
          ErrorCode.START_FAILED, "the FHIR server does not start on " + address, "see why", e);
    }
  }

  private RestfulServer restful() {
    RestfulServer restful = new RestfulServer(context);
    FifoMemoryPagingProvider pages = new FifoMemoryPagingProvider(PAGES_KEPT);
    pages.setMaximumPageSize(LARGEST_PAGE);
    restful.setPagingProvider(pages);
    restful.registerProviders(
        TYPES.stream()
            .map(
                type ->
                    new TypeProvider(
                        store, context.getResourceDefinition(type).getImplementingClass()))
            .toList());
    restful.registerProvider(exports.new Provider());
    return restful;
  }

  /** What the server holds. */
  public ResourceStore store() {
    return store;
  }

  /** The base address of the FHIR interface. */
  public String url() {
    return origin() + "/fhir";
  }

  /** The address that gives tokens. */
  public String tokenUrl() {
    return origin() + "/token";
  }

  private String origin() {
    return "http://" + address.getHostString() + ":" + address.getPort();
  }

  /** Forgets every token that was given, as after a restart of its login server. */
  public void forgetTokens() {
    access.forgetTokens();
  }

  /** Ends the answers; what the store holds stays. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new YunheException(ErrorCode.INTERNAL, "the FHIR server does not stop", "", e);
    }
  }

  /** Runs a server until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    try {
      FhirServer server = of(new Arguments(List.of(args), OPTIONS));
      server.start();
      System.out.println(server.url());
      Thread.currentThread().join();
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  private static FhirServer of(Arguments arguments) {
    int port = (int) arguments.number("--port", -1, 1, 65_535);
    String host = arguments.get("--host") == null ? "127.0.0.1" : arguments.get("--host");
    String secrets = arguments.get("--secrets");
    Access access = secrets == null ? Access.open() : Access.of(read(Path.of(secrets)));
    FhirServer server = new FhirServer(new InetSocketAddress(host, port), access, List.of());
    if (arguments.get("--data") != null) {
      int count = server.store().load(Path.of(arguments.get("--data")));
      System.out.println(count + " resources");
    }
    return server;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new YunheException(ErrorCode.FILE_ACCESS, file + " cannot be read", "see --secrets", e);
    }
    Map<String, String> secrets = new HashMap<>();
    properties.forEach((name, value) -> secrets.put(name.toString(), value.toString()));
    return secrets;
  }
}
