package org.yunhe.ingestion.simulator;

import java.io.PrintStream;

/** Keeps the databases changing until told to stop. */
final class LiveCommand {

  LiveCommand(SimulatorOptions options, PrintStream out) {}

  void run() {}
}
