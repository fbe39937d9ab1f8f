holdup itself is under the Apache License 2.0: see LICENSE beside this file.

What comes along in lib/, as name, version and licence; each jar holds its own notices:

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licences = entry.getValue()/>
${project.groupId}:${project.artifactId} ${project.version}: <#list licences as licence>${licence}<#sep>, </#list>
</#list>

What comes along in runtime/ is a part of OpenJDK, under the GNU General Public License 2 with the Classpath Exception;
runtime/release tells its version, runtime/legal holds its licences.
