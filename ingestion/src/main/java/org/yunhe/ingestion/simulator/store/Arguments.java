package org.yunhe.ingestion.simulator.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The arguments of a command: {@code --name value} pairs, names that are not known refused. */
public final class Arguments {

  private final Map<String, String> values = new HashMap<>();

  /** Reads pairs whose names must be among {@code names}. */
  public Arguments(List<String> arguments, Set<String> names) {
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!names.contains(name)) {
        throw wrong("there is no option " + name);
      }
      if (i + 1 == arguments.size()) {
        throw wrong(name + " needs a value");
      }
      values.put(name, arguments.get(i + 1));
    }
  }

  /** The value of an option, or null. */
  public String get(String name) {
    return values.get(name);
  }

  /** The value of an option that must be there. */
  public String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw wrong(name + " is missing");
    }
    return value;
  }

  /** A folder or file. */
  public Path path(String name, String other) {
    return Path.of(values.getOrDefault(name, other));
  }

  /** A number in bounds, both included. */
  public double number(String name, double other, double low, double high) {
    String text = values.get(name);
    if (text == null) {
      return other;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(name + " is not a number: " + text);
    }
    throw wrong("%s must be from %.0f to %.0f, not %s".formatted(name, low, high, text));
  }

  /** The server that {@code --jdbc}, {@code --user} and {@code --password-file} name. */
  public Server server() {
    required("--jdbc");
    required("--password-file");
    return server("--").orElseThrow();
  }

  /** The server that options with a prefix name, such as {@code --mariadb-jdbc}, if they do. */
  public Optional<Server> server(String prefix) {
    String jdbc = values.get(prefix + "jdbc");
    if (jdbc == null) {
      return Optional.empty();
    }
    if (!Server.known(jdbc)) {
      throw wrong(prefix + "jdbc must begin with jdbc:postgresql:// or jdbc:mariadb://");
    }
    return Optional.of(
        new Server(
            jdbc.endsWith("/") ? jdbc : jdbc + "/",
            values.getOrDefault(prefix + "user", "postgres"),
            Secrets.read(Path.of(required(prefix + "password-file")))));
  }

  /** The error for a wrong argument. */
  public static YunheException wrong(String message) {
    return new YunheException(
        ErrorCode.BAD_CONFIG, message, "see docs/simulator.md for the options");
  }
}
