#!/usr/bin/env bash
# Files into an S3 server: the provider s3, awscli and rclone, one after another, each with its defaults and into an empty bucket.
# 2,000 files of 64 KiB, then four of 256 MiB. The programs' starts count. Every copy is counted afterwards.
# Usage: AWS_ENDPOINT_URL_S3=http://127.0.0.1:7480 AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… benchmarks/files-s3.sh [rounds]
set -euo pipefail
: "${AWS_ENDPOINT_URL_S3:?the address of the S3 server}" "${AWS_ACCESS_KEY_ID:?}" "${AWS_SECRET_ACCESS_KEY:?}"
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-3}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
dotnet build "$root/benchmarks/Files" -c Release -v q -clp:ErrorsOnly
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true AWS_PAGER="" AWS_CONFIG_FILE=/dev/null
export RCLONE_CONFIG=/dev/null RCLONE_CONFIG_R_TYPE=s3 RCLONE_CONFIG_R_PROVIDER=Ceph RCLONE_CONFIG_R_ENDPOINT=$AWS_ENDPOINT_URL_S3
export RCLONE_CONFIG_R_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID RCLONE_CONFIG_R_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
export DOTNET_TieredPGO=0 DOTNET_gcServer=0

mkdir "$data/small" "$data/large"
for i in $(seq 2000); do head -c 65536 /dev/urandom > "$data/small/f$i.bin"; done
for i in $(seq 4); do head -c $((256 << 20)) /dev/urandom > "$data/large/f$i.bin"; done

aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL_S3" "$@"; }
copy() { # tool, folder, bucket
  case $1 in
    s3) dotnet "$root/benchmarks/Files/bin/Release/net10.0/DeploymentFlex.Benchmarks.Files.dll" "$2" "$3" ;;
    awscli) aws s3 cp --recursive --only-show-errors "$2" "s3://$3/" ;;
    # This program does not take a list of authorities from this variable, as the others do.
    rclone) env -u AWS_CA_BUNDLE rclone copy "$2" "r:$3" ;;
  esac
}

for what in small large; do
  for round in $(seq "$rounds"); do
    for tool in s3 awscli rclone; do
      bucket=bench-$tool-$what-$RANDOM
      aws s3api create-bucket --bucket "$bucket" > /dev/null
      begun=$(date +%s%N)
      copy $tool "$data/$what" "$bucket"
      ended=$(date +%s%N)
      count=$(aws s3 ls --recursive "s3://$bucket" | wc -l)
      printf '%-6s %-7s %6.2f s  %s files\n' $what $tool "$(((ended - begun) / 1000000))e-3" "$count"
      aws s3 rb --force "s3://$bucket" > /dev/null
    done
  done
done
