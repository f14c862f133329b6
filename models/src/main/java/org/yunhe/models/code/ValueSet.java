package org.yunhe.models.code;

import java.util.Map;

/**
 * A value set as {@code codes/<name>.yaml} declares it; its lists of local codes stand in the
 * folder of that name.
 *
 * @param name name, such as {@code lab-item}
 * @param textEn what it holds, in English
 * @param textZh what it holds, in Chinese
 * @param system code system of the standard codes (standards/code-systems.yaml)
 * @param version version of the lists; raised with every change of meaning
 * @param source where the lists come from
 * @param attributes what the further columns of its lists mean, by column
 */
public record ValueSet(
    String name,
    String textEn,
    String textZh,
    String system,
    String version,
    String source,
    Map<String, String> attributes) {}
