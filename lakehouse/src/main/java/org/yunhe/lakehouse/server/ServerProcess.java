package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A server that runs as a process of its own and outlives the command that started it. Its pid is
 * kept in {@code run/<name>.pid} together with its start time, so that a pid that the system gave
 * to another program is never taken for it.
 */
public final class ServerProcess {
  private final String name;
  private final Path pidFile;
  private final Path log;

  /** Names a process whose pid file and log lie below {@code home}. */
  public ServerProcess(Path home, String name) {
    this.name = name;
    this.pidFile = home.resolve("run").resolve(name + ".pid");
    this.log = home.resolve("log").resolve(name + ".log");
  }

  /** Starts {@code command} in {@code folder} unless the process runs already. */
  public void start(List<String> command, Path folder, Map<String, String> environment) {
    if (running().isPresent()) {
      return;
    }
    try {
      Files.createDirectories(pidFile.getParent());
      Files.createDirectories(log.getParent());
      Files.createDirectories(folder);
      rotate();
      List<String> detached = new ArrayList<>(List.of("setsid"));
      detached.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(detached).directory(folder.toFile());
      builder.environment().putAll(new LinkedHashMap<>(environment));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = builder.start();
      Files.writeString(pidFile, process.pid() + " " + startTime(process.toHandle()) + "\n");
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          name + " cannot be started: " + e.getMessage(),
          "look at the program and the disk",
          e);
    }
  }

  /** Returns the running process, if it runs. */
  public Optional<ProcessHandle> running() {
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(pidFile).strip().split(" ", -1);
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> startTime(handle) == Long.parseLong(parts[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Asks the process to end and waits; kills it after {@code patience}. */
  public void stop(Duration patience) {
    running()
        .ifPresent(
            handle -> {
              handle.destroy();
              if (!ended(handle, patience)) {
                handle.destroyForcibly();
                ended(handle, Duration.ofSeconds(10));
              }
            });
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, pidFile + " cannot be removed", "remove it by hand", e);
    }
  }

  /** Returns the log file. */
  public Path log() {
    return log;
  }

  /** Returns the last lines of the log, for a message about a failed start. */
  public List<String> lastLogLines(int count) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private void rotate() throws IOException {
    if (Files.exists(log) && Files.size(log) > 0) {
      Files.move(
          log,
          log.resolveSibling(name + ".log.1"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return !handle.isAlive();
    }
  }

  private static long startTime(ProcessHandle handle) {
    return handle.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }
}
