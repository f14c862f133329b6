package org.yunhe.ingestion.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.yunhe.lakehouse.server.EngineClasspath;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Answer time and throughput of the FHIR endpoint with full validation, resources one by one and in
 * transactions of a hundred, beside a plain validating HAPI server in the same run.
 */
public final class PushBench implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final int BUNDLE = 100;
  private static final int WARM_UP = 500;
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_SECONDS = 10;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final PushSandbox sandbox = PushSandbox.start("rate: 1000000");
  private final String key = sandbox.key("990121H001");
  private final int peerPort = Ports.free();
  private final ServerProcess peer = new ServerProcess(sandbox.config().home(), "peer");
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  private record Result(double perSecond, long p50, long p95, long cpuMillis) {}

  private PushBench() throws InterruptedException {
    EngineClasspath classpath = new EngineClasspath(sandbox.config().root());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(classpath.jvmOptions());
    command.add("-Xmx" + sandbox.config().memory().fhirPush() + "m");
    command.addAll(List.of("-cp", classpath.engine("ingestion"), PlainHapi.class.getName()));
    command.add(Integer.toString(peerPort));
    command.add(sandbox.config().secret("fhir-push.p12").toString());
    command.add(sandbox.config().secret("fhir-push.keystore.password").toString());
    peer.start(command, sandbox.config().home(), Map.of());
    while (!Ports.listening("127.0.0.1", peerPort)) {
      Thread.sleep(200);
    }
  }

  /** Measures the sizes given as arguments, or 2,000 and 8,000 resources. */
  public static void main(String[] args) throws Exception {
    int[] sizes =
        args.length == 0
            ? new int[] {2_000, 8_000}
            : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    try (PushBench bench = new PushBench()) {
      // A run that is broken off leaves no process either.
      Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
      for (boolean bundles : new boolean[] {false, true}) {
        bench.measure(true, bundles, WARM_UP);
        bench.measure(false, bundles, WARM_UP);
      }
      System.out.printf(
          "| resources | sent as | endpoint/s | p50 ms | p95 ms | CPU ms each | peer/s | p50 ms |"
              + " p95 ms | CPU ms each | throughput ratio | CPU ratio | sent again | load |%n");
      for (int size : sizes) {
        bench.compare(size, false);
        bench.compare(size, true);
      }
    }
  }

  private void compare(int size, boolean bundles) throws Exception {
    Result ours = measure(true, bundles, size);
    Result theirs = measure(false, bundles, size);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %,.0f | %d | %d | %.2f | %,.0f | %d | %d | %.2f | %.2f | %.2f | %d | %.0f |%n",
        size,
        bundles ? "transactions of " + BUNDLE : "single",
        ours.perSecond(),
        ours.p50(),
        ours.p95(),
        (double) ours.cpuMillis() / size,
        theirs.perSecond(),
        theirs.p50(),
        theirs.p95(),
        (double) theirs.cpuMillis() / size,
        ours.perSecond() / theirs.perSecond(),
        (double) theirs.cpuMillis() / Math.max(1, ours.cpuMillis()),
        sentAgain.getAndSet(0),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private Result measure(boolean ours, boolean bundles, int size) throws Exception {
    String name = (ours ? "o" : "t") + runs.incrementAndGet();
    int requests = bundles ? size / BUNDLE : size;
    String base =
        ours ? sandbox.config().fhirPush().url() : "https://127.0.0.1:" + peerPort + "/fhir";
    ProcessHandle process = ours ? sandbox.endpoint() : peer.running().orElseThrow();
    Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
    AtomicInteger next = new AtomicInteger();
    List<Long> times = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        all.add(
            senders.submit(
                () -> {
                  List<Long> own = new ArrayList<>();
                  for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                    own.add(send(base, name, n, bundles));
                  }
                  return own;
                }));
      }
      for (Future<List<Long>> each : all) {
        times.addAll(each.get());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    times.sort(null);
    return new Result(
        size / seconds,
        times.get(times.size() / 2),
        times.get(Math.min(times.size() - 1, times.size() * 95 / 100)),
        process.info().totalCpuDuration().orElse(Duration.ZERO).minus(cpu).toMillis());
  }

  /** Returns the answer time, ms. */
  private long send(String base, String name, int n, boolean bundle)
      throws IOException, InterruptedException {
    PushSamples.Sample sample = PushSamples.of(name, n);
    String body = bundle ? PushSamples.transaction(name, n * BUNDLE, BUNDLE) : sample.json();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(bundle ? base : base + "/" + sample.type() + "/" + sample.id()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/fhir+json")
            .header("Authorization", "Bearer " + key)
            .method(bundle ? "POST" : "PUT", BodyPublishers.ofString(body));
    long start = System.nanoTime();
    HttpResponse<String> response = answer(request.build());
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (response.statusCode() / 100 != 2) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          base + " answered " + response.statusCode() + ": " + response.body(),
          "report it");
    }
    return millis;
  }

  /** Sends again after a 503, when the answer tells, as a sender is asked to; the wait counts. */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    while (true) {
      HttpResponse<String> response =
          sandbox.http().send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != UNAVAILABLE) {
        return response;
      }
      sentAgain.incrementAndGet();
      Thread.sleep(
          Duration.ofSeconds(
              response.headers().firstValueAsLong("Retry-After").orElse(RETRY_SECONDS)));
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    peer.stop(Duration.ofSeconds(10));
    sandbox.close();
  }
}
