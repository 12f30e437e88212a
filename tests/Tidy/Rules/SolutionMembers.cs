using System.Xml.Linq;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>What is not in the solution is neither built nor tested.</summary>
internal static class SolutionMembers
{
    /// <summary>Reports projects that the solution leaves out, and entries of the solution without a project.</summary>
    public static IEnumerable<string> Check(string solution, IEnumerable<string> projects)
    {
        var members = XDocument.Parse(solution).Descendants("Project").Select(entry => entry.Attribute("Path")!.Value);
        return projects.Except(members).Select(path => $"{path} is not in Cairn.slnx")
            .Concat(members.Except(projects).Select(path => $"Cairn.slnx names {path}, which does not exist"));
    }
}
