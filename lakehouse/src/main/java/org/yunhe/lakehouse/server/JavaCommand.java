package org.yunhe.lakehouse.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yunhe.lakehouse.config.YunheConfig;

/** The command line of a Java process of a module. */
public final class JavaCommand {
  /** Modules whose processes are Flink's and Spark's. */
  private static final Set<String> ENGINES = Set.of("streaming", "jobs");

  private JavaCommand() {}

  /**
   * Returns the command that runs {@code mainClass} of a module with its engine, on the settings
   * file that this process uses.
   */
  public static List<String> of(
      YunheConfig config, String module, int heapMiB, String mainClass, List<String> arguments) {
    EngineClasspath classpath = new EngineClasspath(config.root());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(classpath.jvmOptions());
    command.add("-Xmx" + heapMiB + "m");
    command.addAll(ENGINES.contains(module) ? config.jvm().engines() : config.jvm().servers());
    command.add("-Dyunhe.root=" + config.root());
    String file = System.getProperty("yunhe.config");
    if (file != null) {
      command.add("-Dyunhe.config=" + file);
    }
    command.addAll(List.of("-cp", classpath.engine(module), mainClass));
    command.addAll(arguments);
    return command;
  }
}
