# The classic text tools, as any Debian has them.
# ./cofferdam run examples/ordinary/text_tools.sh
set -eu
cd "$(mktemp -d)"
printf '%s\n' 'pear 3' 'apple 5' 'pear 4' > stock
sort stock | awk '{ sum[$1] += $2 } END { for (name in sum) print name, sum[name] }' | sort > sums
grep -c '^pear' stock
sed 's/pear/Birne/' sums
find . -type f -size -1k -o -name 'su*' | xargs ls -l | cut -c 1-10
