package org.yunhe.ingestion.fhir.push;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.ServerCertificate;

/** The port of the endpoint: TLS, how many may connect, and how long one may be silent. */
final class PushListener {
  /** Name of the certificate among the secrets, which senders trust. */
  static final String CERTIFICATE = "fhir-push.crt";

  private static final int THREADS = 40;
  private static final int CONNECTIONS = 400;
  private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final int HEADER_BYTES = 16 << 10;

  private final YunheConfig config;

  PushListener(YunheConfig config) {
    this.config = config;
  }

  /** Returns a server of {@code pages}, not started. */
  Server serve(Handler pages) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("fhir-push");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    // Addresses and numbers are both good names here; the certificate is trusted by its file.
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls(), "http/1.1"), new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.ports().fhirPush());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    server.setHandler(pages);
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(10));
    return server;
  }

  /** Any client certificate may be shown: it counts by its fingerprint among the senders' keys. */
  private SslContextFactory.Server tls() {
    Path keystore = config.secret("fhir-push.p12");
    Path password = config.secret("fhir-push.keystore.password");
    new ServerCertificate("fhir-push", keystore, password, config.secret(CERTIFICATE))
        .provision(config.host());
    SslContextFactory.Server tls = new AnyClient();
    tls.setKeyStorePath(keystore.toString());
    tls.setKeyStorePassword(Secrets.read(password));
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    tls.setWantClientAuth(true);
    return tls;
  }

  /** Asks for a client certificate of whatever authority. */
  private static final class AnyClient extends SslContextFactory.Server {
    @Override
    protected TrustManager[] getTrustManagers(KeyStore trusted, Collection<? extends CRL> revoked) {
      return TRUST_ALL_CERTS;
    }
  }
}
