package org.yunhe.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.dictionary.Dictionary;
import org.yunhe.models.resource.ModelOverlay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the data dictionary: a page for each table and value set, with the lineage. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the data dictionary: bilingual pages of every table and value set, with keys, rules,"
          + " owners, standards and what feeds what.",
      "The pages stand alone: open docs/dictionary/index.html in a browser."
    })
final class DictionaryCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the pages (default: docs/dictionary)")
  private Path out;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "lay the model files of this folder over the bundled ones")
  private Path models;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path folder =
        out == null ? YunheConfig.load().root().resolve("docs").resolve("dictionary") : out;
    int pages =
        models == null
            ? Dictionary.write(folder)
            : ModelOverlay.over(models, () -> Dictionary.write(folder));
    spec.commandLine().getOut().println(pages + " pages: " + folder.resolve("index.html"));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
