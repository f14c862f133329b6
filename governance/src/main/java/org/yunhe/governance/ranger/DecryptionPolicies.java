package org.yunhe.governance.ranger;

import static org.yunhe.governance.ranger.RangerJson.item;
import static org.yunhe.governance.ranger.RangerJson.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.yunhe.lakehouse.server.TrinoServer;
import org.yunhe.lakehouse.trino.crypto.CryptoFunction;
import org.yunhe.models.access.Right;
import org.yunhe.models.access.Role;

/** Who may call the functions that open or mask encrypted values. */
final class DecryptionPolicies {
  private static final String EXECUTE = "execute";

  private final Readers readers;
  private final String service;

  DecryptionPolicies(Readers readers, String service) {
    this.readers = readers;
    this.service = service;
  }

  List<ObjectNode> all() {
    List<ObjectNode> policies = new ArrayList<>();
    ObjectNode decrypt = on("decrypt", CryptoFunction.DECRYPT);
    List<String> granted = roles(Role::decrypts);
    if (!granted.isEmpty()) {
      decrypt.putArray("policyItems").add(item(granted, EXECUTE));
    }
    // A technical role may do everything but this.
    List<String> denied = roles(role -> role.technical() && !role.decrypts());
    if (!denied.isEmpty()) {
      decrypt.putArray("denyPolicyItems").add(item(denied, "all", EXECUTE));
    }
    policies.add(decrypt);
    List<String> masked = roles(DecryptionPolicies::seesMasked);
    for (CryptoFunction function : CryptoFunction.values()) {
      if (function != CryptoFunction.DECRYPT && !masked.isEmpty()) {
        ObjectNode mask = on("decrypt and mask: " + function.function(), function);
        mask.putArray("policyItems").add(item(masked, EXECUTE));
        policies.add(mask);
      }
    }
    return policies;
  }

  private static boolean seesMasked(Role role) {
    return !role.technical()
        && (role.levels().get("L4") == Right.MASKED || role.levels().get("L5") == Right.MASKED);
  }

  private List<String> roles(Predicate<Role> which) {
    return readers.roles().entrySet().stream()
        .filter(role -> which.test(role.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private ObjectNode on(String name, CryptoFunction function) {
    return policy(
        service,
        RangerJson.ACCESS,
        name,
        Map.of(
            "catalog", List.of(TrinoServer.CRYPTO_CATALOG),
            "schema", List.of(function.schema()),
            "schemafunction", List.of(function.function())));
  }
}
