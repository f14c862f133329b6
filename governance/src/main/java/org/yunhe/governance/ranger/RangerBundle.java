package org.yunhe.governance.ranger;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything the Ranger plugin downloads, each part with a version that changes with its content.
 *
 * @param policies ServicePolicies with the tag policies inside
 * @param tags ServiceTags
 * @param roles RangerRoles
 * @param userStore RangerUserStore
 */
public record RangerBundle(
    ObjectNode policies, ObjectNode tags, ObjectNode roles, ObjectNode userStore) {}
