using Cairn.Protocol;

namespace Cairn.Tests.Protocol;

public class NamespaceIdTests
{
    [Fact]
    public void The_id_of_a_namespace_never_changes() =>
        Assert.Equal("9f05f6a2-ce31-82a8-8afa-046e9de821a0", new NamespaceName("default").ToId());
}
