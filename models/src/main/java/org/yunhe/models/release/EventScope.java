package org.yunhe.models.release;

import java.io.Serializable;
import java.util.List;

/**
 * Which events of one domain a release shows: only codes that begin with a prefix named.
 *
 * @param domain condition, medication, observation, procedure or encounter
 * @param prefixes what a code must begin with
 * @param lengths characters a code is shortened to where it is rare, one after another
 */
public record EventScope(String domain, List<String> prefixes, List<Integer> lengths)
    implements Serializable {}
