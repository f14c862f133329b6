package org.yunhe.ingestion.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.yunhe.lakehouse.config.Secrets;

/**
 * The peer: what HAPI's own documentation shows for a validating server, its {@code RestfulServer}
 * with {@code RequestValidatingInterceptor}, over the same TLS; it keeps resources in its memory
 * and knows neither senders nor Kafka.
 */
public final class PlainHapi {
  private PlainHapi() {}

  /** Takes transactions whole. */
  public static final class Transactions {
    private final Map<String, IBaseResource> kept = new ConcurrentHashMap<>();

    /** Keeps every resource and answers one line for each. */
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle) {
      Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
      bundle
          .getEntry()
          .forEach(
              entry -> {
                kept.put(entry.getRequest().getUrl(), entry.getResource());
                answer.addEntry().getResponse().setStatus("200 OK");
              });
      return answer;
    }
  }

  /** Runs the peer: port, key store, file of its password. */
  public static void main(String[] args) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(args[1]);
    tls.setKeyStorePassword(Secrets.read(Path.of(args[2])));
    Server server = new Server();
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory());
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(args[0]));
    server.addConnector(connector);
    ServletContextHandler pages = new ServletContextHandler("/");
    pages.addServlet(new ServletHolder(restful(FhirContext.forR4())), "/fhir/*");
    server.setHandler(pages);
    server.start();
    server.join();
  }

  private static RestfulServer restful(FhirContext context) {
    RestfulServer server = new RestfulServer(context);
    server.setResourceProviders(
        new HashMapResourceProvider<>(context, Observation.class),
        new HashMapResourceProvider<>(context, Encounter.class),
        new HashMapResourceProvider<>(context, Condition.class),
        new HashMapResourceProvider<>(context, MedicationRequest.class));
    server.registerProvider(new Transactions());
    RequestValidatingInterceptor validating = new RequestValidatingInterceptor();
    validating.addValidatorModule(
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context))));
    // An unknown code system is an error by default there; what we compare must accept the same.
    validating.setFailOnSeverity(ca.uhn.fhir.validation.ResultSeverityEnum.FATAL);
    server.registerInterceptor(validating);
    return server;
  }
}
