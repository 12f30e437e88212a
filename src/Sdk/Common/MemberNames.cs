using System.Reflection;

namespace Cairn.Common;

/// <summary>Names members of user code in messages.</summary>
internal static class MemberNames
{
    /// <summary>The name of the member and of the class that declares it.</summary>
    public static string Of(MemberInfo member) => $"{member.DeclaringType}.{member.Name}";
}
