using System.Reflection;

namespace Cairn.Common;

/// <summary>How messages name the members of user code.</summary>
internal static class MemberNames
{
    /// <summary>The member with the class that declares it.</summary>
    public static string Of(MemberInfo member) => $"{member.DeclaringType}.{member.Name}";
}
