package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Looks at TCP ports of this machine. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;
  private static final int LISTEN_STATE_COLUMN = 3;

  private Ports() {}

  /** Fails with YR-001 where another process listens on {@code port}; names it where it can. */
  public static void requireFree(String host, int port, String part, String setting) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      String owner = owner(port).map(name -> " by " + name).orElse("");
      throw new YunheException(
          ErrorCode.PORT_TAKEN,
          "port " + port + ", which " + part + " needs, is taken" + owner,
          "stop that program, or set " + setting + " in yunhe.yaml to another port",
          e);
    }
  }

  /** Returns whether something listens on {@code port}. */
  public static boolean listening(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a port that is free now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new YunheException(ErrorCode.PORT_TAKEN, "no port is free", "close some programs", e);
    }
  }

  /** Returns program and pid of the process that listens on {@code port}, from /proc. */
  private static Optional<String> owner(int port) {
    String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of(table))) {
        Optional<String> inode =
            lines
                .map(line -> line.strip().split("\\s+"))
                .filter(f -> f[1].endsWith(suffix) && f[LISTEN_STATE_COLUMN].equals("0A"))
                .map(fields -> fields[9])
                .findFirst();
        Optional<String> found = inode.flatMap(Ports::processOfSocket);
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> processOfSocket(String inode) {
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process.pid(), "socket:[" + inode + "]"))
        .map(
            process ->
                process.info().command().orElse("a program") + " (pid " + process.pid() + ")")
        .findFirst();
  }

  private static boolean holds(long pid, String link) {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return files.anyMatch(
          file -> {
            try {
              return Files.readSymbolicLink(file).toString().equals(link);
            } catch (IOException e) {
              return false;
            }
          });
    } catch (IOException e) {
      return false;
    }
  }
}
