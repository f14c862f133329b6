package org.yunhe.ingestion.fhir.file;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerProcess;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A real object store on files of this machine, S3Proxy, in a process of its own. */
final class S3Server implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("yunhe.root"));
  private static final Duration START = Duration.ofSeconds(120);

  private final String accessKey = "yunhe";
  private final String secretKey = UUID.randomUUID().toString();
  private final int port = Ports.free();
  private final Path home;
  private final ServerProcess process;
  private final S3Client client;

  private S3Server(Path home) {
    this.home = home;
    this.process = new ServerProcess(home, "s3");
    this.client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(url()))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
            .build();
  }

  /** Starts a store that keeps its objects below {@code home}. */
  static S3Server start(Path home) throws IOException {
    Files.createDirectories(home.resolve("objects"));
    S3Server server = new S3Server(home);
    server.start();
    return server;
  }

  /** Starts it again on its port, with its objects. */
  void start() {
    try {
      Path settings =
          Files.writeString(
              home.resolve("s3proxy.properties"),
              """
              s3proxy.endpoint=%s
              s3proxy.authorization=aws-v4
              s3proxy.identity=%s
              s3proxy.credential=%s
              jclouds.provider=filesystem-nio2
              jclouds.filesystem.basedir=%s
              jclouds.identity=none
              jclouds.credential=none
              """
                  .formatted(url(), accessKey, secretKey, home.resolve("objects")));
      process.start(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xmx128m",
              "-cp",
              classpath(),
              "org.gaul.s3proxy.Main",
              "--properties",
              settings.toString()),
          home,
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await()
        .atMost(START)
        .failFast("the store ended", () -> process.running().isEmpty())
        .until(() -> Ports.listening("127.0.0.1", port));
  }

  /** Kills it. */
  void stop() {
    process.running().ifPresent(ProcessHandle::destroyForcibly);
    await().atMost(START).until(() -> process.running().isEmpty());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String accessKey() {
    return accessKey;
  }

  String secretKey() {
    return secretKey;
  }

  void makeBucket(String name) {
    client.createBucket(request -> request.bucket(name));
  }

  void put(String bucket, String key, byte[] bytes) {
    client.putObject(
        PutObjectRequest.builder().bucket(bucket).key(key).build(), RequestBody.fromBytes(bytes));
  }

  byte[] get(String bucket, String key) {
    return client
        .getObjectAsBytes(GetObjectRequest.builder().bucket(bucket).key(key).build())
        .asByteArray();
  }

  List<String> keys(String bucket) {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  @Override
  public void close() {
    client.close();
    stop();
  }

  /** Resolves the store's class path, once a build. */
  private static String classpath() throws IOException {
    Path file = ROOT.resolve("ingestion/target/s3proxy.classpath");
    if (Files.notExists(file)) {
      String pom = ROOT.resolve("ingestion/src/test/tools/s3proxy-pom.xml").toString();
      Path unfinished = Files.createTempFile(file.getParent(), "s3proxy", ".unfinished");
      if (maven(pom, unfinished, "-o") != 0 && maven(pom, unfinished, "-U") != 0) {
        throw new IOException("S3Proxy cannot be resolved: see " + file + ".log");
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.readString(file).strip();
  }

  private static int maven(String pom, Path output, String mode) throws IOException {
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-q",
                mode,
                "-f",
                pom,
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + output)
            .redirectErrorStream(true)
            .redirectOutput(output.resolveSibling("s3proxy.classpath.log").toFile())
            .start();
    try {
      return maven.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
