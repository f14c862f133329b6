package org.yunhe.models.access;

import java.util.List;

/**
 * One account of the query engine.
 *
 * @param name name it logs in with
 * @param role role that decides what it sees
 * @param orgs institution codes whose rows a role with the scope {@code own} shows to it
 */
public record Account(String name, String role, List<String> orgs) {}
