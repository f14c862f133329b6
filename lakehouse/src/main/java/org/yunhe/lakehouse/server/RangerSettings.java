package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;

/** Settings of the Ranger plugin inside Trino: where policies come from, where audit goes. */
final class RangerSettings {
  private static final String SERVICE = "yunhe";
  private static final String PLUGIN = "ranger.plugin.trino.";
  private static final String AUDIT = "xasecure.audit.";
  private static final int POLL_MILLIS = 2000;

  private final YunheConfig config;

  RangerSettings(YunheConfig config) {
    this.config = config;
  }

  /** Writes {@code access-control.properties}; what carries the secret lies among the secrets. */
  void write(Path etc) throws IOException {
    Path security = config.secret("ranger-trino-security.xml");
    Path audit = etc.resolve("ranger-trino-audit.xml");
    Path cache = config.home().resolve("data/trino/policies");
    Path log = config.home().resolve("log/access");
    Files.createDirectories(cache);
    Files.createDirectories(log);
    Map<String, String> plugin = new LinkedHashMap<>();
    plugin.put(PLUGIN + "service.name", SERVICE);
    plugin.put(
        PLUGIN + "policy.source.impl", "org.apache.ranger.admin.client.RangerAdminRESTClient");
    plugin.put(PLUGIN + "policy.rest.url", config.governance().url());
    plugin.put(PLUGIN + "policy.rest.client.username", "ranger-plugin");
    plugin.put(
        PLUGIN + "policy.rest.client.password",
        Secrets.readOrCreate(config.secret("governance.password")));
    plugin.put(PLUGIN + "policy.pollIntervalMs", "" + POLL_MILLIS);
    plugin.put(PLUGIN + "policy.cache.dir", cache.toString());
    Secrets.write(security, xml(plugin));
    Map<String, String> audits = new LinkedHashMap<>();
    audits.put(AUDIT + "is.enabled", "true");
    audits.put(AUDIT + "destination.file", "true");
    audits.put(AUDIT + "destination.file.dir", log.toString());
    audits.put(AUDIT + "destination.file.filename.format", "access-%time:yyyyMMdd%.log");
    Files.writeString(audit, xml(audits));
    Files.writeString(
        etc.resolve("access-control.properties"),
        String.join(
                "\n",
                List.of(
                    "access-control.name=ranger",
                    "ranger.service.name=" + SERVICE,
                    "ranger.plugin.config.resource=" + security + "," + audit))
            + "\n");
  }

  private static String xml(Map<String, String> values) {
    StringBuilder text = new StringBuilder("<configuration>\n");
    values.forEach(
        (name, value) ->
            text.append("  <property><name>")
                .append(name)
                .append("</name><value>")
                .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</value></property>\n"));
    return text.append("</configuration>\n").toString();
  }
}
