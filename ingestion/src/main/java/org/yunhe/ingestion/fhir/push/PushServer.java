package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The endpoint that takes FHIR R4 resources from institutions, over TLS; a process of its own. What
 * it answers with 2xx stands in Kafka.
 */
public final class PushServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PushServer.class);
  private static final Set<String> NOT_TAKEN =
      Set.of("Bundle", "Parameters", "OperationOutcome", "Binary", "CapabilityStatement");
  private static final int REPORT_SECONDS = 60;

  private final TransactionWriter writer;
  private final ResourceCheck check;
  private final Server http;
  private final Counts counts = new Counts();
  private final ScheduledExecutorService reports =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fhir-push-report").factory());

  /** Prepares validator, keys and certificate; opens nothing. */
  public PushServer(YunheConfig config) {
    Texts texts = new Texts(config.language());
    FhirContext context = FhirContext.forR4();
    Set<String> types =
        context.getResourceTypes().stream()
            .filter(type -> !NOT_TAKEN.contains(type))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> institutions = CodeCatalog.load().list("org-system", "default").keySet();
    writer =
        new TransactionWriter(
            config.kafka().bootstrap(),
            "yunhe-fhir-push-" + config.host() + "-" + config.ports().fhirPush());
    StructureCheck structure = new StructureCheck(context);
    check = new ResourceCheck(structure, new RegionProfile(institutions, texts));
    new WarmUp(structure).run();
    RecentVersions recent = new RecentVersions();
    BodyReader reader = new BodyReader(writer, types, texts);
    Intake intake = new Intake(check, recent, writer, counts, texts);
    Allowance allowance = new Allowance(config.fhirPush().rate(), texts, System::nanoTime);
    BundleIntake bundles =
        new BundleIntake(
            intake,
            new BundleReader(reader, types, config.fhirPush().entries(), texts),
            allowance,
            texts);
    SingleIntake singles = new SingleIntake(intake, reader, recent, texts);
    Senders senders = new Senders(SenderKeys.of(config), texts);
    Bodies bodies =
        new Bodies(config.fhirPush().bodyMiB() << 20, Runtime.getRuntime().maxMemory(), texts);
    ServletContextHandler pages = new ServletContextHandler("/");
    pages.addServlet(new ServletHolder(new HealthServlet(senders, counts)), "/health");
    pages.addServlet(new ServletHolder(restful(context, types, singles, bundles)), "/fhir/*");
    pages.addFilter(
        new FilterHolder(new Gate(context, senders, allowance, bodies, counts)),
        "/fhir/*",
        EnumSet.of(DispatcherType.REQUEST));
    http = new PushListener(config).serve(pages);
  }

  private static RestfulServer restful(
      FhirContext context, Set<String> types, SingleIntake singles, BundleIntake bundles) {
    List<IResourceProvider> providers =
        types.stream()
            .sorted()
            .<IResourceProvider>map(
                type ->
                    new TypeProvider(
                        type, context.getResourceDefinition(type).getImplementingClass(), singles))
            .toList();
    RestfulServer server = new RestfulServer(context);
    server.setResourceProviders(List.copyOf(providers));
    server.registerProvider(new SystemProvider(bundles));
    server.registerInterceptor(new BodyAsItCame());
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setDefaultPreferReturn(PreferReturnEnum.OPERATION_OUTCOME);
    server.setServerName("Yunhe");
    server.setServerVersion("0.1.0");
    server.setImplementationDescription("Takes FHIR R4 resources of a region's institutions");
    return server;
  }

  /** Starts to answer. */
  public PushServer start() {
    try {
      http.start();
    } catch (Exception e) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "the FHIR endpoint cannot open its port: " + e.getMessage(),
          "free it or set ports.fhir-push",
          e);
    }
    reports.scheduleWithFixedDelay(
        () -> counts.texts().forEach((who, text) -> LOG.info("since start: {}: {}", who, text)),
        REPORT_SECONDS,
        REPORT_SECONDS,
        TimeUnit.SECONDS);
    return this;
  }

  @Override
  public void close() {
    reports.shutdownNow();
    try {
      http.stop();
    } catch (Exception e) {
      LOG.warn("the endpoint did not stop in order: {}", e.toString());
    }
    writer.close();
    check.close();
  }

  /** Runs the endpoint until the process is stopped. */
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("log4j2.configurationFile", "fhir-push-log4j2.properties");
    try {
      PushServer server = new PushServer(YunheConfig.load()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      Thread.currentThread().join();
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
