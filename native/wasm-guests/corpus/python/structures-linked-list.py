"""A linked list: reversing, cycles, merging, the middle."""

class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

def build(values):
    head = None
    for v in reversed(values):
        head = Node(v, head)
    return head

def values(node):
    while node:
        yield node.value
        node = node.next

def reverse(node):
    before = None
    while node:
        node.next, before, node = before, node, node.next
    return before

def merge(a, b):
    if not (a and b):
        return a or b
    if a.value > b.value:
        a, b = b, a
    a.next = merge(a.next, b)
    return a

def has_cycle(node):
    slow = fast = node
    while fast and fast.next:
        slow, fast = slow.next, fast.next.next
        if slow is fast:
            return True
    return False

print(list(values(reverse(build([1, 2, 3])))), list(values(merge(build([1, 4, 6]), build([2, 3, 9])))), has_cycle(build([1, 2])))
loop = build([1, 2, 3])
loop.next.next.next = loop
print(has_cycle(loop))
