package org.yunhe.governance.ranger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.access.Account;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/** Compiles the policy file and the levels of the contracts into Ranger's policies and tags. */
public final class PolicyCompiler {
  /** Name of the Trino service in Ranger. */
  public static final String SERVICE = "yunhe";

  /** Name of the tag service in Ranger. */
  public static final String TAG_SERVICE = "yunhe_tags";

  private final String catalog;
  private final boolean encrypted;

  /** Compiles for the Trino catalog {@code catalog} whose columns are stored as they are. */
  public PolicyCompiler(String catalog) {
    this(catalog, false);
  }

  /**
   * Compiles for the Trino catalog {@code catalog}.
   *
   * @param encrypted whether its tables may hold encrypted values
   */
  public PolicyCompiler(String catalog, boolean encrypted) {
    this.catalog = catalog;
    this.encrypted = encrypted;
  }

  /** Returns what the plugin downloads. */
  public RangerBundle compile(AccessPolicy access, ContractCatalog contracts, CodeCatalog codes) {
    access.check(contracts, codes);
    List<TableContract> tables = contracts.tables();
    var prefixes = codes.list(access.sensitive().codes(), "default").keySet();
    Readers readers = new Readers(access);
    SensitiveRows sensitive = new SensitiveRows(access.sensitive(), prefixes);
    ColumnMasks masks = new ColumnMasks(access, readers, sensitive, encrypted);
    ObjectNode tags = new ColumnTags(masks, SERVICE, catalog).of(tables);
    ObjectNode policies = service(SERVICE, 1);
    List<ObjectNode> resources =
        new ArrayList<>(
            new ResourcePolicies(access, readers, sensitive, SERVICE, catalog).of(tables));
    if (encrypted) {
      resources.addAll(new DecryptionPolicies(readers, SERVICE).all());
    }
    policies.set("policies", numbered(resources, 0));
    policies.set("serviceDef", ServiceDefinitions.trino());
    ObjectNode tagPolicies = service(TAG_SERVICE, 2);
    tagPolicies.set(
        "policies",
        numbered(
            new TagPolicies(readers, masks, TAG_SERVICE).all(), policies.path("policies").size()));
    tagPolicies.set("serviceDef", ServiceDefinitions.tag());
    versioned(tagPolicies, "policyVersion");
    policies.set("tagPolicies", tagPolicies);
    return new RangerBundle(
        versioned(policies, "policyVersion"),
        versioned(tags, "tagVersion"),
        versioned(roles(readers), "roleVersion"),
        versioned(userStore(access), "userStoreVersion"));
  }

  private static ObjectNode service(String name, int id) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.put("serviceName", name).put("serviceId", id).put("auditMode", "audit-all");
    service.putObject("serviceConfig");
    return service;
  }

  private static ArrayNode numbered(List<ObjectNode> policies, int after) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode policy : policies) {
      policy.put("id", after + list.size() + 1).put("version", 1);
      list.add(policy);
    }
    return list;
  }

  private static ObjectNode roles(Readers readers) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("serviceName", SERVICE);
    ArrayNode roles = all.putArray("rangerRoles");
    readers
        .members()
        .forEach(
            (name, accounts) -> {
              ObjectNode role = roles.addObject();
              role.put("id", roles.size()).put("guid", RangerJson.guid("role/" + name));
              role.put("isEnabled", true).put("name", name);
              role.put("description", readers.roles().get(name).textEn());
              ArrayNode users = role.putArray("users");
              accounts.forEach(
                  account -> users.addObject().put("name", account.name()).put("isAdmin", false));
              role.putArray("groups");
              role.putArray("roles");
            });
    return all;
  }

  private static ObjectNode userStore(AccessPolicy access) {
    ObjectNode store = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = store.putObject("userAttrMapping");
    store.putObject("groupAttrMapping");
    ObjectNode groups = store.putObject("userGroupMapping");
    for (Account account : access.accounts().values()) {
      attributes.putObject(account.name()).put("orgs", String.join(",", account.orgs()));
      groups.putArray(account.name());
    }
    return store;
  }

  /** The same content has the same version, so that a restarted server changes nothing. */
  private static ObjectNode versioned(ObjectNode part, String key) {
    CRC32 sum = new CRC32();
    sum.update(part.toString().getBytes(StandardCharsets.UTF_8));
    return part.put(key, sum.getValue() + 1);
  }
}
