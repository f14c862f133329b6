package org.yunhe.governance.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.governance.ranger.PolicyCompiler;
import org.yunhe.governance.ranger.RangerBundle;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.trino.TrinoAccounts;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** What holds now, compiled from the files; a file that is broken leaves the last that was good. */
final class CurrentPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicies.class);

  private static final List<String> MODEL_FOLDERS = List.of("access", "codes", "tables");

  private final YunheConfig config;
  private final PolicyCompiler compiler;
  private final AtomicReference<RangerBundle> bundle = new AtomicReference<>();
  private final AtomicReference<String> fault = new AtomicReference<>("");
  private final AtomicReference<String> compiled = new AtomicReference<>("");

  CurrentPolicies(YunheConfig config) {
    this.config = config;
    this.compiler =
        new PolicyCompiler(config.lake().catalog(), KeyAccess.mayMeet(config.encryption()));
  }

  /** Reads the files; throws where they are broken. */
  void load() {
    String content = content();
    AccessPolicy access = AccessPolicy.load(config.governance().policies());
    RangerBundle read = compiler.compile(access, ContractCatalog.load(), CodeCatalog.load());
    new TrinoAccounts(config.trino().accounts(), config.secret("trino.passwords"))
        .provision(access.accounts().keySet());
    RangerBundle before = bundle.getAndSet(read);
    fault.set("");
    compiled.set(content);
    if (!read.equals(before)) {
      LOG.info(
          "{}: {} policies, {} tagged columns, {} accounts, version {}",
          access.file(),
          read.policies().path("policies").size(),
          read.tags().path("serviceResources").size(),
          access.accounts().size(),
          read.policies().path("policyVersion"));
    }
  }

  /**
   * Reads the files again, and compiles them where they changed; what is broken is logged once and
   * changes nothing.
   */
  void refresh() {
    try {
      if (!fault().isEmpty() || !content().equals(compiled.get())) {
        load();
      }
    } catch (YunheException e) {
      if (!e.line().equals(fault.getAndSet(e.line()))) {
        LOG.error("the last good policies stay: {}", e.line());
      }
    } catch (RuntimeException e) {
      fault.set(String.valueOf(e));
      LOG.error("the last good policies stay", e);
    }
  }

  /** Returns a digest of all that {@link #load} reads: compiling it each time is dear. */
  private String content() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String folder : MODEL_FOLDERS) {
        for (String file : ModelResources.list(folder, "")) {
          digest.update((file + "\n" + ModelResources.read(file)).getBytes(StandardCharsets.UTF_8));
        }
      }
      for (Path file :
          List.of(
              config.governance().policies(),
              config.trino().accounts(),
              config.secret("trino.passwords"))) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        if (Files.exists(file)) {
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      // Who reads the files says what is wrong with them.
      return "unreadable at " + System.nanoTime();
    }
  }

  RangerBundle bundle() {
    return bundle.get();
  }

  /** Returns what is wrong with the files, or an empty text. */
  String fault() {
    return fault.get();
  }
}
