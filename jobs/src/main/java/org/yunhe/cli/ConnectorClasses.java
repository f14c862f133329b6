package org.yunhe.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yunhe.lakehouse.server.EngineClasspath;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Asks the connectors' own classes what they make of their settings. They stand on the class path
 * of the Connect worker, not on ours, so they are called by reflection.
 */
final class ConnectorClasses implements AutoCloseable {
  private static final String SECRET = "${";

  /** Beginnings of settings that a connector passes on to classes that it does not tell of. */
  private static final List<String> PASSED_ON = List.of("signal.", "schema.history.internal.");

  private static final String COMMON = "org.apache.kafka.connect.runtime.SourceConnectorConfig";

  private final URLClassLoader worker;

  ConnectorClasses(EngineClasspath classpath) {
    URL[] jars =
        Stream.of(classpath.engine("ingestion").split(File.pathSeparator, -1))
            .map(ConnectorClasses::url)
            .toArray(URL[]::new);
    this.worker = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  /**
   * Returns what is wrong with each setting, by its name. A setting nobody knows is wrong where its
   * first word is one of the connector's own; secrets are filled in later and not looked at.
   */
  Map<String, String> faults(String connector, Map<String, String> settings) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(worker);
    try {
      Object definition = definition(connector);
      Map<String, String> faults = new TreeMap<>();
      unknown(definition, settings).forEach(name -> faults.put(name, "no such setting"));
      for (Object value : (Collection<?>) call(definition, "validate", Map.class, settings)) {
        String name = (String) call(value, "name");
        List<?> messages = (List<?>) call(value, "errorMessages");
        if (!messages.isEmpty() && !settings.getOrDefault(name, "").startsWith(SECRET)) {
          faults.put(name, messages.getFirst().toString());
        }
      }
      return faults;
    } catch (ClassNotFoundException e) {
      return Map.of("connector.class", "there is no class " + connector);
    } catch (ReflectiveOperationException e) {
      return Map.of("connector.class", connector + " is no source connector: " + e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Object definition(String connector) throws ReflectiveOperationException {
    Object instance = Class.forName(connector, true, worker).getDeclaredConstructor().newInstance();
    return call(instance, "config");
  }

  private Set<String> unknown(Object definition, Map<String, String> settings)
      throws ReflectiveOperationException {
    Set<?> own = (Set<?>) call(definition, "names");
    Object common = Class.forName(COMMON, true, worker).getMethod("configDef").invoke(null);
    Set<?> known = (Set<?>) call(common, "names");
    Set<String> words =
        own.stream().map(name -> firstWord(name.toString())).collect(Collectors.toSet());
    known.forEach(name -> words.remove(firstWord(name.toString())));
    return settings.keySet().stream()
        .filter(name -> !own.contains(name) && words.contains(firstWord(name)))
        .filter(name -> PASSED_ON.stream().noneMatch(name::startsWith))
        .collect(Collectors.toSet());
  }

  private static String firstWord(String setting) {
    return setting.replaceFirst("[.].*", "");
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static Object call(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method, type).invoke(target, argument);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new YunheException(ErrorCode.INTERNAL, path + " is no path", "", e);
    }
  }

  @Override
  public void close() {
    try {
      worker.close();
    } catch (IOException e) {
      throw new YunheException(ErrorCode.FILE_ACCESS, "a jar cannot be closed", "", e);
    }
  }
}
