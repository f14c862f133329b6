package org.yunhe.cli;

import java.util.List;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.DataKey;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;

/** Shows and renews the keys of encrypted columns. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Shows and renews the keys of encrypted columns (docs/encryption.md).",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the data keys, oldest first; the last one encrypts. No key itself.")
  int list() {
    Table table = new Table(List.of("DATA KEY", "CREATED", "VALUES RESERVED", "MASTER KEY"));
    for (DataKey key : keys().list()) {
      table.row(
          List.of(
              key.name(), key.created().toString(), Long.toString(key.reserved()), key.master()));
    }
    System.out.print(table.text());
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a new data key for what is written from now on; old values stay readable.",
        "'run core --full' writes core again with it; raw.change is append-only and keeps its keys."
      })
  int rotate() {
    System.out.println("data key " + keys().rotate().name() + " encrypts from now on");
    return 0;
  }

  @Command(
      name = "rewrap",
      mixinStandardHelpOptions = true,
      description = "Wraps all data keys under a new master key and forgets the old one.")
  int rewrap() {
    System.out.println("all data keys are wrapped by master key " + keys().rewrap());
    return 0;
  }

  private static Keys keys() {
    YunheConfig.Encryption settings = YunheConfig.load().encryption();
    if (!KeyAccess.mayMeet(settings)) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG,
          "nothing is encrypted here",
          "set 'encryption: {enabled: true}' in yunhe.yaml and run ./yunhe up");
    }
    return new Keys(KeyAccess.inUse(settings).orElseThrow());
  }
}
